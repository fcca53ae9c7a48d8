-- When an entry was seen at a position of a playlist, one row per entry, occurrence and beginning.
-- occurrence: which of several equal entries of one playlist, from 1 in the order of position
-- valid_to: first reading without it; null = still there
-- is_current: still there at the last complete reading
select
    h.playlist_id,
    h.item_uri,
    h.occurrence,
    h.position,
    h.track_id,
    h.valid_from,
    h.valid_to,
    h.valid_to is null as is_current,
    h.loaded_at
from spotify.playlist_item_history as h
