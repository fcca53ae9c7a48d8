insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, episode_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', null, false),  -- a track
    ('p1', 1, 'spotify:episode:e1', 'episode', null, 'e1', false),  -- an episode
    ('p1', 2, 'spotify:local:x', 'local', null, null, true),  -- a local file
    ('p1', 3, 'spotify:unavailable', 'unavailable', null, null, false),  -- null track
    ('p1', 4, 'spotify:track:t2', 'track', null, null, false),  -- offends: position=4
    ('p1', 5, 'spotify:episode:e2', 'episode', 't2', null, false),  -- offends: position=5
    ('p1', 6, 'spotify:local:y', 'local', 't2', null, true),  -- offends: position=6
    ('p1', 7, 'spotify:local:z', 'local', null, null, false);  -- offends: position=7
