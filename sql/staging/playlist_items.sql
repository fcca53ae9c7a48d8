-- Current entries of playlists, one row per playlist and position; those that cannot be played any more stay.
-- position: from 0, as Spotify counts
-- is_available: false where Spotify keeps the place of an entry but no longer says what it was
-- added_at: null for entries older than Spotify's own records, which it dates 1970-01-01
-- added_by: null where Spotify names nobody
select
    i.playlist_id,
    i.position,
    i.item_uri,
    i.item_type,
    i.track_id,
    i.episode_id,
    nullif(trim(i.name), '') as item_name,
    i.is_local,
    i.item_type <> 'unavailable' as is_available,
    nullif(i.added_at, '1970-01-01 00:00:00+00'::timestamptz) as added_at,
    nullif(i.added_by, '') as added_by,
    i.loaded_at
from spotify.playlist_items as i
