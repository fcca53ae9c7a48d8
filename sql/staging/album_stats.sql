-- Popularity of albums, one row per album and day on which it was read.
select
    s.album_id,
    s.observed_on,
    s.popularity,
    s.loaded_at
from spotify.album_stats as s
