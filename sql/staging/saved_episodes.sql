-- Episodes that a listener has saved, one row per saving: what was removed and saved again has two.
-- removed_at: first complete reading without it; null = still saved
-- is_saved: still saved at the last complete reading
select
    s.user_id,
    s.episode_id,
    s.added_at,
    s.removed_at,
    s.removed_at is null as is_saved,
    s.loaded_at
from spotify.saved_episodes as s
