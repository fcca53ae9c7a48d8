-- Audiobooks as Spotify last described them.
-- authors: in the order of the credit
-- narrators: in the order of the credit
-- publisher: null in modes that do not give it
select
    a.audiobook_id,
    nullif(trim(a.name), '') as audiobook_name,
    nullif(trim(a.description), '') as description,
    nullif(trim(a.publisher), '') as publisher,
    nullif(trim(a.edition), '') as edition,
    a.authors,
    a.narrators,
    a.languages,
    lower(a.media_type) as media_type,
    a.is_explicit,
    a.total_chapters,
    a.image_url,
    a.loaded_at
from spotify.audiobooks as a
