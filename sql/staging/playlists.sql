-- Playlists that were selected or are in the listener's library.
-- description_text: the description as people read it, without links and HTML entities
-- playlist_label: what the selection calls the playlist, for example a country; null when it came from the library
-- items_total: number of entries, those that can no longer be played included
select
    p.playlist_id,
    nullif(trim(p.name), '') as playlist_name,
    -- Ampersands come last: "&amp;lt;" is the text "&lt;" and not a bracket.
    nullif(trim(
        replace(replace(replace(replace(replace(replace(replace(
            regexp_replace(p.description, '</?[a-zA-Z][^>]*>', '', 'g'),
            '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&#x27;', ''''), '&#39;', ''''), '&#x2F;', '/'), '&amp;', '&')
    ), '') as description_text,
    p.owner_id,
    p.is_public,
    p.is_collaborative,
    p.snapshot_id,
    p.items_total,
    p.followers,
    p.image_url,
    nullif(trim(p.label), '') as playlist_label,
    p.loaded_at
from spotify.playlists as p
