-- How much of a playlist changes from one reading to the next?
-- Only readings that found something changed have a row, the first one included; the others leave no trace in the history.
-- grain: playlist_id x changed_at
-- changed_at: the reading that found the change, which happened at some time since the reading before
-- items_total: entries after the change, those that cannot be played included
-- items_added: a further copy of an entry that is there already counts; at the first reading all of them
-- items_removed: a copy that goes counts, also where another one stays
-- items_moved: the same entry at another position; one that goes from the top moves all below it
-- turnover: share of the entries before the change that left with it, from 0 to 1; null where there were none
-- days_since_previous_change: null at the first reading
-- reading_coverage: share of the days since the previous change, that of this one included, on which the playlist was
--   read, from 0 to 1: where it lacks some, this may be several changes of different days, and what came and went between
--   was not seen; null at the first reading
with begun as (
    select
        h.playlist_id,
        h.valid_from as changed_at,
        count(*) as begun_count
    from staging.playlist_item_history as h
    group by h.playlist_id, h.valid_from
),

entered as (
    select
        s.playlist_id,
        s.entered_at as changed_at,
        count(*) as items_added
    from marts.playlist_item_stays as s
    group by s.playlist_id, s.entered_at
),

departed as (
    select
        s.playlist_id,
        s.left_at as changed_at,
        count(*) as items_removed
    from marts.playlist_item_stays as s
    where s.left_at is not null
    group by s.playlist_id, s.left_at
),

-- What begins at a position without having entered has moved there.
changes as (
    select
        coalesce(b.playlist_id, d.playlist_id) as playlist_id,
        coalesce(b.changed_at, d.changed_at) as changed_at,
        coalesce(e.items_added, 0) as items_added,
        coalesce(d.items_removed, 0) as items_removed,
        coalesce(b.begun_count, 0) - coalesce(e.items_added, 0) as items_moved
    from begun as b
    left join entered as e on e.playlist_id = b.playlist_id and e.changed_at = b.changed_at
    full join departed as d on d.playlist_id = b.playlist_id and d.changed_at = b.changed_at
),

read_days as (
    select
        s.playlist_id,
        s.observed_on as read_on
    from staging.playlist_stats as s
    union
    select
        c.playlist_id,
        (c.changed_at at time zone 'UTC')::date as read_on
    from changes as c
),

numbered as (
    select
        r.playlist_id,
        r.read_on,
        row_number() over (partition by r.playlist_id order by r.read_on) as day_number
    from read_days as r
),

added_up as (
    select
        c.playlist_id,
        c.changed_at,
        c.items_added,
        c.items_removed,
        c.items_moved,
        (sum(c.items_added - c.items_removed) over by_playlist)::bigint as items_total,
        lag(c.changed_at) over by_playlist as previous_changed_at,
        n.read_on - lag(n.read_on) over by_playlist as days,
        n.day_number - lag(n.day_number) over by_playlist as days_read
    from changes as c
    inner join numbered as n
        on n.playlist_id = c.playlist_id
        and n.read_on = (c.changed_at at time zone 'UTC')::date
    window by_playlist as (partition by c.playlist_id order by c.changed_at)
)

select
    u.playlist_id,
    p.playlist_name,
    p.playlist_label,
    u.changed_at,
    u.items_total,
    u.items_added,
    u.items_removed,
    u.items_moved,
    round(u.items_removed / nullif(u.items_total - u.items_added + u.items_removed, 0)::numeric, 3) as turnover,
    round(extract(epoch from u.changed_at - u.previous_changed_at) / 86400, 1) as days_since_previous_change,
    case when u.days = 0 then 1 else round(u.days_read / u.days::numeric, 3) end as reading_coverage
from added_up as u
left join staging.playlists as p on p.playlist_id = u.playlist_id
