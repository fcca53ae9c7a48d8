-- An interval of the history has a length.
-- One that ends when it begins was never seen, and would count as an entry and an exit.
-- severity: fail
select
    h.playlist_id,
    h.item_uri,
    h.occurrence,
    h.valid_from,
    h.valid_to
from spotify.playlist_item_history as h
where h.valid_to <= h.valid_from
