-- Tracks as Spotify last described them.
-- duration_ms: null where Spotify says 0, which it does for tracks whose length it does not know
-- isrc: upper case without hyphens, so that equal recordings compare equal; only the full track has it
-- relinked_id: the id Spotify answered with, where it substituted another track for the one that was asked for
select
    t.track_id,
    nullif(trim(t.name), '') as track_name,
    t.album_id,
    t.disc_number,
    t.track_number,
    nullif(t.duration_ms, 0) as duration_ms,
    t.is_explicit,
    nullif(upper(replace(trim(t.isrc), '-', '')), '') as isrc,
    t.popularity,
    t.relinked_id,
    t.loaded_at
from spotify.tracks as t
