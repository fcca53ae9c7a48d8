-- Followers and length of playlists, one row per playlist and day on which they were read.
select
    s.playlist_id,
    s.observed_on,
    s.followers,
    s.items_total,
    s.loaded_at
from spotify.playlist_stats as s
