-- A track has a track id, an episode has an episode id, and a local file has neither.
-- severity: fail
select
    i.playlist_id,
    i.position,
    i.item_type,
    i.track_id,
    i.episode_id
from spotify.playlist_items as i
where
    (i.item_type = 'track' and i.track_id is null)
    or (i.item_type = 'episode' and i.episode_id is null)
    or (i.item_type = 'local' and (not i.is_local or i.track_id is not null or i.episode_id is not null))
