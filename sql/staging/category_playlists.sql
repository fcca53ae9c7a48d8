-- Playlists of a category, one row per category, day on which its list was read, and place in it.
-- playlist_rank: place in the list, from 1; a place that Spotify left empty has no row
select
    c.category_id,
    c.observed_on,
    c.rank as playlist_rank,
    c.playlist_id,
    c.loaded_at
from spotify.category_playlists as c
