-- What plays or waits in the queue has a track id if it is a track, an episode id if it is an episode, else neither.
-- severity: fail
with played as (
    select 'playing' as met_as, p.user_id, p.observed_at, p.item_uri, p.item_type, p.track_id, p.episode_id
    from spotify.playback_states as p
    union all
    select 'queued' as met_as, q.user_id, q.observed_at, q.item_uri, q.item_type, q.track_id, q.episode_id
    from spotify.queue_items as q
)

select
    p.met_as,
    p.user_id,
    p.observed_at,
    p.item_uri,
    p.item_type,
    p.track_id,
    p.episode_id
from played as p
where
    (p.item_uri is not null and p.item_type = 'track') <> (p.track_id is not null)
    or (p.item_uri is not null and p.item_type = 'episode') <> (p.episode_id is not null)
