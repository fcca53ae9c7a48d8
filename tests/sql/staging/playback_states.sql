insert into spotify.playback_states (user_id, observed_at, item_uri, item_type, track_id, episode_id, context_uri, is_playing, progress_ms, device_type, shuffle_state, repeat_state) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t1', 'track', 't1', null, 'spotify:user:anna:collection', true, 5, 'Computer', false, 'off'),  -- a liked song
    ('anna', '2026-03-01 11:00Z', 'spotify:episode:e1', 'episode', null, 'e1', 'spotify:show:s1', false, 0, 'Speaker', true, 'context'),  -- an episode, paused
    ('anna', '2026-03-01 12:00Z', null, 'ad', null, null, null, true, null, null, null, null);  -- an advertisement

insert into expected (user_id, observed_at, item_uri, item_type, track_id, episode_id, context_uri, context_type, is_playing, progress_ms, device_type, is_shuffled, repeat_mode) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t1', 'track', 't1', null, 'spotify:user:anna:collection', 'collection', true, 5, 'computer', false, 'off'),  -- a liked song
    ('anna', '2026-03-01 11:00Z', 'spotify:episode:e1', 'episode', null, 'e1', 'spotify:show:s1', 'show', false, 0, 'speaker', true, 'context'),  -- an episode
    ('anna', '2026-03-01 12:00Z', null, 'ad', null, null, null, null, true, null, null, null, null);  -- an advertisement
