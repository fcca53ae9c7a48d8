insert into spotify.playback_states (user_id, observed_at, item_uri, item_type, track_id, episode_id) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t1', 'track', 't1', null),  -- a track
    ('anna', '2026-03-01 11:00Z', 'spotify:episode:e1', 'episode', null, 'e1'),  -- an episode
    ('anna', '2026-03-01 12:00Z', 'spotify:local:x', 'local', null, null),  -- a local file
    ('anna', '2026-03-01 13:00Z', null, 'ad', null, null),  -- an advertisement
    ('anna', '2026-03-01 14:00Z', null, 'track', null, null),  -- a track that Spotify does not name
    ('anna', '2026-03-01 15:00Z', 'spotify:track:t2', 'track', null, null);  -- offends: met_as=playing item_uri=spotify:track:t2

insert into spotify.queue_items (user_id, observed_at, position, item_uri, item_type, track_id, episode_id) values
    ('anna', '2026-03-01 10:00Z', 1, 'spotify:track:t1', 'track', 't1', null),  -- a track
    ('anna', '2026-03-01 10:00Z', 2, 'spotify:unavailable', 'unavailable', null, null),  -- null item
    ('anna', '2026-03-01 10:00Z', 3, 'spotify:episode:e2', 'episode', 't2', 'e2'),  -- offends: met_as=queued item_uri=spotify:episode:e2
    ('anna', '2026-03-01 10:00Z', 4, 'spotify:local:y', 'local', 't2', null);  -- offends: met_as=queued item_uri=spotify:local:y
