-- Albums as Spotify last described them.
-- release_date: first day that the precision allows; null where Spotify gives no year
-- release_year: the part of the date that every precision has
-- record_label: the company, not the label of a playlist; only the full album has it
select
    a.album_id,
    nullif(trim(a.name), '') as album_name,
    lower(a.album_type) as album_type,
    a.release_date,
    extract(year from a.release_date)::int as release_year,
    a.release_date_precision,
    a.total_tracks,
    nullif(trim(a.label), '') as record_label,
    nullif(trim(a.upc), '') as upc,
    a.popularity,
    a.image_url,
    a.loaded_at
from spotify.albums as a
