-- What was added to a playlist and not removed is what is in it: after each change, and after the last one by the history.
-- Otherwise turnover speaks of entries that came or went unseen.
-- severity: fail
with added_up as (
    select
        c.playlist_id,
        c.changed_at,
        c.items_total,
        sum(c.items_added - c.items_removed) over (
            partition by c.playlist_id
            order by c.changed_at
        )::bigint as added_up,
        lead(c.changed_at) over (partition by c.playlist_id order by c.changed_at) is null as is_last
    from marts.playlist_changes as c
),

open_intervals as (
    select
        h.playlist_id,
        count(*) as open_count
    from spotify.playlist_item_history as h
    where h.valid_to is null
    group by h.playlist_id
),

counted as (
    select
        a.playlist_id,
        a.changed_at,
        a.items_total,
        a.added_up,
        case when a.is_last then coalesce(o.open_count, 0) end as open_count
    from added_up as a
    left join open_intervals as o on o.playlist_id = a.playlist_id
    union all
    select
        o.playlist_id,
        null as changed_at,
        null as items_total,
        null as added_up,
        o.open_count
    from open_intervals as o
    where not exists (select from marts.playlist_changes as c where c.playlist_id = o.playlist_id)
)

select
    n.playlist_id,
    n.changed_at,
    n.items_total,
    n.added_up,
    n.open_count
from counted as n
where n.items_total is distinct from n.added_up or n.open_count <> coalesce(n.items_total, 0)
