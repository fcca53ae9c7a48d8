insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01Z', '2026-03-02Z', 0),  -- ends
    ('p1', 'spotify:track:t1', 1, '2026-03-02Z', null, 1),  -- as this begins
    ('p1', 'spotify:track:t1', 2, '2026-03-01Z', null, 2),  -- the other occurrence at the same time
    ('p2', 'spotify:track:t1', 1, '2026-03-01Z', null, 0),  -- another playlist at the same time
    ('p1', 'spotify:track:t2', 1, '2026-03-01Z', '2026-03-05Z', 3),  -- offends: item_uri=spotify:track:t2 valid_to=2026-03-05T14:00:00+14:00
    ('p1', 'spotify:track:t2', 1, '2026-03-04Z', '2026-03-06Z', 4),  -- begins before that one ends
    ('p1', 'spotify:track:t3', 1, '2026-03-01Z', null, 5),  -- offends: item_uri=spotify:track:t3 valid_to=null
    ('p1', 'spotify:track:t3', 1, '2026-03-04Z', '2026-03-06Z', 6);  -- begins although that one never ends
