-- How does an album do in playlists?
-- Every album of which a track was ever seen in one that is read, itself and not the same recordings on other albums.
-- It says how widely it is put forward, not how often it is played: Spotify tells nobody's plays but the listeners'
-- own.
-- grain: album_id
-- artist_names: everyone credited, in the order of the credit; null where nobody's name is known
-- record_label: the company, not the label of a playlist; only the full album has it
-- upc: only the full album has it
-- popularity: as Spotify last gave it
-- track_count: its different tracks that were ever seen in a playlist
-- tracks_now: those of them that are in one now
-- reach: playlists that have one of its tracks now
-- playlists_reached: playlists that ever had one
-- labels_reached: labels of these playlists; those without a label are not counted
-- best_position: the highest place one of its tracks ever had, 0 = top
-- best_position_now: the highest of where they are now; null where they are nowhere
-- days_in: days of its tracks in playlists, added up over tracks and playlists
-- longest_days_in: the days of the track that stayed longest in one playlist, all its stays there added up
-- entries: how often one of its tracks came into a playlist, the first reading of the playlist included
-- exits: how often one left
-- first_entered_at: the first reading with one of its tracks
-- is_since_first_reading: a playlist had one then that was read for the first time, and maybe long before
-- play_count: plays of its tracks by the listeners whose plays are read, as far as they are known
-- details_coverage: share of the tracks ever seen in playlists whose name, artists and album are stored, from 0 to 1,
--   the same in every row: what it lacks, an album may lack
with playlist_tracks as (
    select
        s.track_id,
        bool_or(s.is_current) as is_current
    from marts.playlist_tenure as s
    group by s.track_id
),

tracks as materialized (
    select
        p.track_id,
        p.is_current,
        t.album_id,
        t.track_name is not null and t.album_id is not null and c.track_id is not null as is_detailed
    from playlist_tracks as p
    left join staging.tracks as t on t.track_id = p.track_id
    left join staging.track_artists as c on c.track_id = p.track_id and c.credit_position = 1
),

coverage as (
    select round(count(*) filter (where t.is_detailed) / nullif(count(*), 0)::numeric, 3) as details_coverage
    from tracks as t
),

track_counts as (
    select
        t.album_id,
        count(*) as track_count,
        count(*) filter (where t.is_current) as tracks_now
    from tracks as t
    where t.album_id is not null
    group by t.album_id
),

in_playlists as (
    select
        t.album_id,
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
    inner join tracks as t on t.track_id = s.track_id
    where t.album_id is not null
    group by t.album_id, s.playlist_id
),

stays as (
    select
        i.album_id,
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
    group by i.album_id
),

credits as (
    select
        c.album_id,
        string_agg(a.artist_name, ', ' order by c.credit_position) as artist_names
    from staging.album_artists as c
    inner join staging.artists as a on a.artist_id = c.artist_id
    group by c.album_id
),

plays as (
    select
        t.album_id,
        count(*) as play_count
    from staging.plays as p
    inner join staging.tracks as t on t.track_id = p.track_id
    where t.album_id is not null
    group by t.album_id
)

select
    s.album_id,
    a.album_name,
    c.artist_names,
    a.album_type,
    a.release_date,
    a.record_label,
    a.upc,
    a.popularity,
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
inner join track_counts as n on n.album_id = s.album_id
cross join coverage as v
left join staging.albums as a on a.album_id = s.album_id
left join credits as c on c.album_id = s.album_id
left join plays as p on p.album_id = s.album_id
