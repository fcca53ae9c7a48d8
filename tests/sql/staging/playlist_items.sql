insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, episode_id, name, added_at, added_by, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', null, ' One ', '2026-03-01 10:00Z', 'anna', false),  -- a track
    ('p1', 1, 'spotify:track:t1', 'track', 't1', null, 'One', '1970-01-01 00:00Z', '', false),  -- again, of unknown age and origin
    ('p1', 2, 'spotify:local:Ana::Demo:61', 'local', null, null, 'Demo', null, null, true),  -- a file of the listener
    ('p1', 3, 'spotify:episode:e1', 'episode', null, 'e1', 'Talk', '2026-03-01 10:00Z', 'anna', false),  -- an episode
    ('p1', 4, 'spotify:unavailable', 'unavailable', null, null, '', '2026-03-01 10:00Z', 'anna', false);  -- null track: kept, unavailable

insert into expected (playlist_id, position, item_uri, item_type, track_id, episode_id, item_name, is_local, is_available, added_at, added_by) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', null, 'One', false, true, '2026-03-01 10:00Z', 'anna'),  -- a track
    ('p1', 1, 'spotify:track:t1', 'track', 't1', null, 'One', false, true, null, null),  -- unknown age and origin
    ('p1', 2, 'spotify:local:Ana::Demo:61', 'local', null, null, 'Demo', true, true, null, null),  -- local
    ('p1', 3, 'spotify:episode:e1', 'episode', null, 'e1', 'Talk', false, true, '2026-03-01 10:00Z', 'anna'),  -- an episode
    ('p1', 4, 'spotify:unavailable', 'unavailable', null, null, null, false, false, '2026-03-01 10:00Z', 'anna');  -- unavailable
