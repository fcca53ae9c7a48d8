-- Chapters of audiobooks as Spotify last described them.
-- audiobook_id: null where only the chapter itself is known
-- chapter_number: from 0, the opening credits
-- release_date: first day that the precision allows; null where Spotify gives no year
-- duration_ms: null where Spotify says 0, which it does where it does not know
select
    c.chapter_id,
    c.audiobook_id,
    c.chapter_number,
    nullif(trim(c.name), '') as chapter_name,
    nullif(trim(c.description), '') as description,
    c.release_date,
    extract(year from c.release_date)::int as release_year,
    c.release_date_precision,
    nullif(c.duration_ms, 0) as duration_ms,
    c.is_explicit,
    c.languages,
    c.image_url,
    c.loaded_at
from spotify.chapters as c
