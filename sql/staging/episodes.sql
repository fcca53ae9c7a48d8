-- Episodes of shows as Spotify last described them.
-- show_id: null where only the episode itself is known
-- release_date: first day that the precision allows; null where Spotify gives no year
-- duration_ms: null where Spotify says 0, which it does where it does not know
select
    e.episode_id,
    e.show_id,
    nullif(trim(e.name), '') as episode_name,
    nullif(trim(e.description), '') as description,
    e.release_date,
    extract(year from e.release_date)::int as release_year,
    e.release_date_precision,
    nullif(e.duration_ms, 0) as duration_ms,
    e.is_explicit,
    e.is_externally_hosted,
    e.languages,
    e.image_url,
    e.loaded_at
from spotify.episodes as e
