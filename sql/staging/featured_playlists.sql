-- Playlists that Spotify put forward, one row per day on which the list was read, and place in it.
-- playlist_rank: place in the list, from 1; a place that Spotify left empty has no row
-- list_message: what Spotify wrote above the list
select
    f.observed_on,
    f.rank as playlist_rank,
    f.playlist_id,
    nullif(trim(f.message), '') as list_message,
    f.loaded_at
from spotify.featured_playlists as f
