-- Albums that Spotify put forward as new, one row per album, country and day on which the list was read.
-- country: null where none was asked for, and Spotify chose
-- release_rank: place in the list, from 1; a place that Spotify left empty has no row
select
    r.album_id,
    r.observed_on,
    nullif(r.country, '') as country,
    r.rank as release_rank,
    r.loaded_at
from spotify.new_releases as r
