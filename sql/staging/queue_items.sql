-- What was to be played next when a run asked, one row per moment and place in the queue.
-- queue_position: from 1; the item that was playing is in playback_states
-- item_type: track, episode or local; unavailable where Spotify keeps the place but does not say what it holds
select
    q.user_id,
    q.observed_at,
    q.position as queue_position,
    q.item_uri,
    q.item_type,
    q.track_id,
    q.episode_id,
    q.loaded_at
from spotify.queue_items as q
