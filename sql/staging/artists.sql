-- Artists as Spotify last described them.
-- genres: null until the full artist was read, empty where Spotify knows none
-- followers: null until the full artist was read and in modes that do not give it
-- popularity: 0 to 100; null until the full artist was read and in modes that do not give it
select
    a.artist_id,
    nullif(trim(a.name), '') as artist_name,
    a.genres,
    a.followers,
    a.popularity,
    a.image_url,
    a.loaded_at
from spotify.artists as a
