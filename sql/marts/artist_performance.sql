-- How does an artist do in playlists?
-- Every artist credited on a track that was ever seen in one that is read, as main artist or as guest: a track of two
-- counts for both, and once for each. It says how widely they are put forward, not how often they are played: Spotify
-- tells nobody's plays but the listeners' own.
-- grain: artist_id
-- popularity: as Spotify last gave it
-- followers: as Spotify last gave them
-- track_count: their different tracks that were ever seen in a playlist
-- tracks_now: those of them that are in one now
-- reach: playlists that have one of their tracks now
-- playlists_reached: playlists that ever had one
-- labels_reached: labels of these playlists; those without a label are not counted
-- best_position: the highest place one of their tracks ever had, 0 = top
-- best_position_now: the highest of where they are now; null where they are nowhere
-- days_in: days of their tracks in playlists, added up over tracks and playlists
-- longest_days_in: the days of the track that stayed longest in one playlist, all its stays there added up
-- entries: how often one of their tracks came into a playlist, the first reading of the playlist included
-- exits: how often one left
-- first_entered_at: the first reading with one of their tracks
-- is_since_first_reading: a playlist had one then that was read for the first time, and maybe long before
-- play_count: plays of their tracks by the listeners whose plays are read, as far as they are known
-- details_coverage: share of the tracks ever seen in playlists whose name, artists and album are stored, from 0 to 1,
--   the same in every row: what it lacks, an artist may lack
with credits as materialized (
    select distinct
        c.track_id,
        c.artist_id
    from staging.track_artists as c
),

tracks as materialized (
    select
        s.track_id,
        bool_or(s.is_current) as is_current
    from marts.playlist_tenure as s
    group by s.track_id
),

coverage as (
    select
        round(
            count(*) filter (where t.track_name is not null and t.album_id is not null and c.track_id is not null)
            / nullif(count(*), 0)::numeric,
            3
        ) as details_coverage
    from tracks as p
    left join staging.tracks as t on t.track_id = p.track_id
    left join staging.track_artists as c on c.track_id = p.track_id and c.credit_position = 1
),

track_counts as (
    select
        c.artist_id,
        count(*) as track_count,
        count(*) filter (where t.is_current) as tracks_now
    from tracks as t
    inner join credits as c on c.track_id = t.track_id
    group by c.artist_id
),

in_playlists as (
    select
        c.artist_id,
        s.playlist_id,
        bool_or(s.is_current) as is_current,
        min(s.best_position) as best_position,
        min(s.last_position) filter (where s.is_current) as best_position_now,
        sum(s.days_in) as days_in,
        max(s.days_in) as longest_days_in,
        sum(s.times_entered) as entries,
        sum(s.times_entered) - count(*) filter (where s.is_current) as exits,
        min(s.first_entered_at) as first_entered_at,
        min(s.first_entered_at) filter (where s.is_since_first_reading) as first_found_at
    from marts.playlist_tenure as s
    inner join credits as c on c.track_id = s.track_id
    group by c.artist_id, s.playlist_id
),

stays as (
    select
        i.artist_id,
        count(*) filter (where i.is_current) as reach,
        count(*) as playlists_reached,
        count(distinct p.playlist_label) as labels_reached,
        min(i.best_position) as best_position,
        min(i.best_position_now) as best_position_now,
        sum(i.days_in) as days_in,
        max(i.longest_days_in) as longest_days_in,
        sum(i.entries)::bigint as entries,
        sum(i.exits)::bigint as exits,
        min(i.first_entered_at) as first_entered_at,
        min(i.first_found_at) as first_found_at
    from in_playlists as i
    left join staging.playlists as p on p.playlist_id = i.playlist_id
    group by i.artist_id
),

plays as (
    select
        c.artist_id,
        count(*) as play_count
    from staging.plays as p
    inner join credits as c on c.track_id = p.track_id
    group by c.artist_id
)

select
    s.artist_id,
    a.artist_name,
    a.popularity,
    a.followers,
    n.track_count,
    n.tracks_now,
    s.reach,
    s.playlists_reached,
    s.labels_reached,
    s.best_position,
    s.best_position_now,
    s.days_in,
    s.longest_days_in,
    s.entries,
    s.exits,
    s.first_entered_at,
    coalesce(s.first_entered_at = s.first_found_at, false) as is_since_first_reading,
    coalesce(p.play_count, 0) as play_count,
    v.details_coverage
from stays as s
inner join track_counts as n on n.artist_id = s.artist_id
cross join coverage as v
left join staging.artists as a on a.artist_id = s.artist_id
left join plays as p on p.artist_id = s.artist_id
