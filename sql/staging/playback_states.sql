-- What a listener was playing when a run asked, one row per moment.
-- item_type: track, episode or local; ad or unknown where something else plays
-- context_type: what the play was started from: playlist, album, artist, show or collection (the liked songs)
-- device_type: computer, smartphone, speaker and so on
-- is_shuffled: null where the device does not say
-- repeat_mode: off, track or context
select
    p.user_id,
    p.observed_at,
    p.item_uri,
    p.item_type,
    p.track_id,
    p.episode_id,
    p.context_uri,
    -- Older URIs carry their owner: spotify:user:anna:playlist:37i9.
    case
        when p.context_uri like '%:collection%' then 'collection'
        else nullif(split_part(p.context_uri, ':', -2), '')
    end as context_type,
    p.is_playing,
    p.progress_ms,
    lower(p.device_type) as device_type,
    p.shuffle_state as is_shuffled,
    p.repeat_state as repeat_mode,
    p.loaded_at
from spotify.playback_states as p
