-- Audiobooks that a listener has saved, one row per saving: what was removed and saved again has two.
-- added_at: when it was saved, or where Spotify did not say so the reading that first saw it
-- removed_at: first complete reading without it; null = still saved
-- is_saved: still saved at the last complete reading
select
    s.user_id,
    s.audiobook_id,
    s.valid_from as added_at,
    s.valid_to as removed_at,
    s.valid_to is null as is_saved,
    s.loaded_at
from spotify.saved_audiobooks as s
