-- One occurrence of an entry is in one place at a time.
-- Overlapping intervals count the same days twice.
-- severity: fail
with intervals as (
    select
        h.playlist_id,
        h.item_uri,
        h.occurrence,
        h.valid_from,
        h.valid_to,
        lead(h.valid_from) over (
            -- Sorted by a number first: of many ids and all URIs the first letters are the same.
            partition by hashtext(h.item_uri), h.playlist_id, h.item_uri, h.occurrence
            order by h.valid_from
        ) as next_valid_from
    from spotify.playlist_item_history as h
)

select
    i.playlist_id,
    i.item_uri,
    i.occurrence,
    i.valid_from,
    i.valid_to,
    i.next_valid_from
from intervals as i
where i.next_valid_from < coalesce(i.valid_to, 'infinity')
