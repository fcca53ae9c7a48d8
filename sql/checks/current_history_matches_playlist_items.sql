-- The intervals of the history that are still open are exactly the current entries.
-- Otherwise tenure and turnover speak of another playlist than the one that people see.
-- severity: fail
with current_items as (
    select
        i.playlist_id,
        i.position,
        i.item_uri,
        row_number() over (partition by i.playlist_id, i.item_uri order by i.position) as occurrence
    from spotify.playlist_items as i
),

open_intervals as (
    select
        h.playlist_id,
        h.position,
        h.item_uri,
        h.occurrence
    from spotify.playlist_item_history as h
    where h.valid_to is null
)

select
    coalesce(i.playlist_id, h.playlist_id) as playlist_id,
    coalesce(i.position, h.position) as position,
    i.item_uri as current_item_uri,
    i.occurrence as current_occurrence,
    h.item_uri as history_item_uri,
    h.occurrence as history_occurrence
from current_items as i
full join open_intervals as h on h.playlist_id = i.playlist_id and h.position = i.position
where (i.item_uri, i.occurrence) is distinct from (h.item_uri, h.occurrence)
