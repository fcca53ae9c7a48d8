-- Popularity of tracks, one row per track and day on which it was read.
select
    s.track_id,
    s.observed_on,
    s.popularity,
    s.loaded_at
from spotify.track_stats as s
