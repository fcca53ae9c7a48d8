-- Shows, that is podcasts, as Spotify last described them.
-- publisher: null in modes that do not give it
-- total_episodes: those withdrawn included
select
    s.show_id,
    nullif(trim(s.name), '') as show_name,
    nullif(trim(s.description), '') as description,
    nullif(trim(s.publisher), '') as publisher,
    s.languages,
    lower(s.media_type) as media_type,
    s.is_explicit,
    s.is_externally_hosted,
    s.total_episodes,
    s.image_url,
    s.loaded_at
from spotify.shows as s
