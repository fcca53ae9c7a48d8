insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01 12:00Z', '2026-03-02 12:00Z', 4, 't1'),  -- left its position
    ('p1', 'spotify:track:t1', 1, '2026-03-02 12:00Z', null, 0, 't1');  -- for this one, where it still is

insert into expected (playlist_id, item_uri, occurrence, position, track_id, valid_from, valid_to, is_current) values
    ('p1', 'spotify:track:t1', 1, 4, 't1', '2026-03-01 12:00Z', '2026-03-02 12:00Z', false),  -- over
    ('p1', 'spotify:track:t1', 1, 0, 't1', '2026-03-02 12:00Z', null, true);  -- current
