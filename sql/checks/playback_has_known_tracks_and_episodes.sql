-- What plays or waits in the queue is a row of tracks or episodes.
-- Spotify embeds the object. Local files and advertisements have no row. Only a warning: an episode that was set aside
-- because a field of it was malformed is still what was playing.
-- severity: warn
with played as (
    select 'playing' as met_as, p.user_id, p.observed_at, p.track_id, p.episode_id
    from spotify.playback_states as p
    union all
    select 'queued' as met_as, q.user_id, q.observed_at, q.track_id, q.episode_id
    from spotify.queue_items as q
)

select
    p.met_as,
    p.user_id,
    p.observed_at,
    coalesce(p.track_id, p.episode_id) as subject_id
from played as p
left join spotify.tracks as t on t.track_id = p.track_id
left join spotify.episodes as e on e.episode_id = p.episode_id
where (p.track_id is not null and t.track_id is null) or (p.episode_id is not null and e.episode_id is null)
