-- Categories under which Spotify sorts playlists, those included that it no longer shows.
select
    c.category_id,
    nullif(trim(c.name), '') as category_name,
    c.image_url,
    c.loaded_at
from spotify.categories as c
