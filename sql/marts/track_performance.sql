-- How does a track do in playlists?
-- Every track that was ever seen in one that is read. It says how widely it is put forward, not how often it is played:
-- Spotify tells nobody's plays but the listeners' own. Releases of one recording have a row each; the ISRC joins them.
-- grain: track_id
-- artist_names: everyone credited, in the order of the credit; null where nobody's name is known
-- record_label: the company, not the label of a playlist; only the full album has it
-- popularity: as Spotify last gave it
-- reach: playlists that have it now
-- reach_max: the most playlists that ever had it at the same time
-- playlists_reached: playlists that ever had it
-- labels_reached: labels of these playlists; those without a label are not counted
-- best_position: the highest place it ever had, 0 = top
-- best_position_now: the highest of where it is now; null where it is nowhere
-- days_in: days in playlists, added up over them
-- longest_days_in: the days in the playlist that had it longest, all its stays there added up
-- entries: how often it came into a playlist, the first reading of the playlist included
-- exits: how often it left one
-- first_entered_at: the first reading with it
-- is_since_first_reading: a playlist had it then that was read for the first time, and maybe long before
-- play_count: plays of it by the listeners whose plays are read, as far as they are known
-- details_coverage: share of all these tracks whose name, artists and album are stored, from 0 to 1, the same in every
--   row
with stays as materialized (
    select
        s.track_id,
        count(*) filter (where s.is_current) as reach,
        count(*) as playlists_reached,
        count(distinct p.playlist_label) as labels_reached,
        min(s.best_position) as best_position,
        min(s.last_position) filter (where s.is_current) as best_position_now,
        sum(s.days_in) as days_in,
        max(s.days_in) as longest_days_in,
        sum(s.times_entered)::bigint as entries,
        sum(s.times_entered)::bigint - count(*) filter (where s.is_current) as exits,
        min(s.first_entered_at) as first_entered_at,
        min(s.first_entered_at) filter (where s.is_since_first_reading) as first_found_at
    from marts.playlist_tenure as s
    left join staging.playlists as p on p.playlist_id = s.playlist_id
    group by s.track_id
),

-- What was in one playlist only needs no counting of how many had it at once.
shared as materialized (
    select
        s.playlist_id,
        s.track_id,
        s.first_entered_at,
        s.last_left_at,
        s.times_entered
    from stays as t
    inner join marts.playlist_tenure as s on s.track_id = t.track_id
    where t.playlists_reached > 1
),

-- Mostly tenure tells when a track came and went; where it came again, each time counts.
returns as (
    select
        i.playlist_id,
        i.track_id,
        i.entered_at,
        i.left_at
    from shared as s
    inner join marts.playlist_item_stays as i on i.playlist_id = s.playlist_id and i.track_id = s.track_id
    where s.times_entered > 1
),

copy_changes as (
    select
        r.playlist_id,
        r.track_id,
        r.entered_at as turned_at,
        1 as change
    from returns as r
    union all
    select
        r.playlist_id,
        r.track_id,
        r.left_at as turned_at,
        -1 as change
    from returns as r
    where r.left_at is not null
),

-- One copy that comes as another goes adds up to 0.
net_changes as (
    select
        c.playlist_id,
        c.track_id,
        c.turned_at,
        sum(c.change) as change
    from copy_changes as c
    group by c.playlist_id, c.track_id, c.turned_at
),

copies as (
    select
        n.playlist_id,
        n.track_id,
        n.turned_at,
        sum(n.change) over by_time as after,
        sum(n.change) over by_time - n.change as before
    from net_changes as n
    -- Sorted by the ids that differ in their first letters.
    window by_time as (partition by n.track_id, n.playlist_id order by n.turned_at)
),

turns as (
    select
        s.track_id,
        s.first_entered_at as turned_at,
        1 as change
    from shared as s
    where s.times_entered = 1
    union all
    select
        s.track_id,
        s.last_left_at as turned_at,
        -1 as change
    from shared as s
    where s.times_entered = 1 and s.last_left_at is not null
    union all
    select
        c.track_id,
        c.turned_at,
        (c.after > 0)::int - (c.before > 0)::int as change
    from copies as c
),

-- The frame of a window ends with the last of those at the same moment: who comes when another goes is not beside it.
levels as (
    select
        t.track_id,
        sum(t.change) over (partition by t.track_id order by t.turned_at) as reach
    from turns as t
),

peaks as (
    select
        l.track_id,
        max(l.reach)::bigint as reach_max
    from levels as l
    group by l.track_id
),

credits as (
    select
        c.track_id,
        string_agg(a.artist_name, ', ' order by c.credit_position) as artist_names
    from staging.track_artists as c
    left join staging.artists as a on a.artist_id = c.artist_id
    group by c.track_id
),

plays as (
    select
        p.track_id,
        count(*) as play_count
    from staging.plays as p
    where p.track_id is not null
    group by p.track_id
)

select
    s.track_id,
    t.track_name,
    c.artist_names,
    t.album_id,
    a.album_name,
    a.record_label,
    t.isrc,
    t.popularity,
    s.reach,
    coalesce(m.reach_max, 1) as reach_max,
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
    round(
        count(*) filter (where t.track_name is not null and t.album_id is not null and c.track_id is not null) over ()
        / (count(*) over ())::numeric,
        3
    ) as details_coverage
from stays as s
left join peaks as m on m.track_id = s.track_id
left join staging.tracks as t on t.track_id = s.track_id
left join staging.albums as a on a.album_id = t.album_id
left join credits as c on c.track_id = s.track_id
left join plays as p on p.track_id = s.track_id
