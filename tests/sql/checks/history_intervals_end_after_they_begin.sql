insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01Z', '2026-03-02Z', 0),  -- a day
    ('p1', 'spotify:track:t2', 1, '2026-03-01Z', null, 1),  -- open
    ('p1', 'spotify:track:t3', 1, '2026-03-01Z', '2026-03-01Z', 2),  -- offends: item_uri=spotify:track:t3
    ('p1', 'spotify:track:t4', 1, '2026-03-02Z', '2026-03-01Z', 3);  -- offends: item_uri=spotify:track:t4
