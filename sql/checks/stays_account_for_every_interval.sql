-- Each interval of the history is the beginning of a stay in playlist_item_stays, or one of its moves.
-- Otherwise an entry would be somewhere at a time of which no mart knows.
-- severity: fail
with intervals as (
    select
        h.playlist_id,
        count(*) as interval_count,
        count(*) filter (where h.valid_to is null) as open_count
    from spotify.playlist_item_history as h
    group by h.playlist_id
),

stays as (
    select
        s.playlist_id,
        sum(s.move_count + 1)::bigint as interval_count,
        count(*) filter (where s.is_current) as current_count
    from marts.playlist_item_stays as s
    group by s.playlist_id
)

select
    coalesce(i.playlist_id, s.playlist_id) as playlist_id,
    i.interval_count,
    s.interval_count as accounted_for,
    i.open_count,
    s.current_count
from intervals as i
full join stays as s on s.playlist_id = i.playlist_id
where (i.interval_count, i.open_count) is distinct from (s.interval_count, s.current_count)
