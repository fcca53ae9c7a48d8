insert into spotify.tracks (track_id) values
    ('t1');  -- known

insert into spotify.episodes (episode_id) values
    ('e1');  -- known

insert into spotify.playback_states (user_id, observed_at, item_uri, item_type, track_id, episode_id) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t1', 'track', 't1', null),  -- known
    ('anna', '2026-03-01 11:00Z', 'spotify:local:x', 'local', null, null),  -- a local file has no row
    ('anna', '2026-03-01 12:00Z', 'spotify:episode:e9', 'episode', null, 'e9');  -- offends: met_as=playing subject_id=e9

insert into spotify.queue_items (user_id, observed_at, position, item_uri, item_type, track_id, episode_id) values
    ('anna', '2026-03-01 10:00Z', 1, 'spotify:episode:e1', 'episode', null, 'e1'),  -- known
    ('anna', '2026-03-01 10:00Z', 2, 'spotify:track:t9', 'track', 't9', null);  -- offends: met_as=queued subject_id=t9
