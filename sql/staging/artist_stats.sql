-- Followers and popularity of artists, one row per artist and day on which they were read.
select
    s.artist_id,
    s.observed_on,
    s.followers,
    s.popularity,
    s.loaded_at
from spotify.artist_stats as s
