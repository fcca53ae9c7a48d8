-- Without the row that offends there are four entries on 1 March and two on 2 March, the newest day: not less than half.
insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01 08:00Z', null, 0, 't1'),  -- there all the time
    ('p1', 'spotify:track:t2', 1, '2026-03-01 08:00Z', '2026-03-02 08:00Z', 1, 't2'),  -- moved on the newest day
    ('p1', 'spotify:track:t2', 1, '2026-03-02 08:00Z', null, 2, 't2'),  -- to here: no entry less
    ('p1', 'spotify:local:x', 1, '2026-03-01 08:00Z', '2026-03-02 08:00Z', 3, null),  -- gone on the newest day
    ('p2', 'spotify:episode:e1', 1, '2026-03-01 23:59Z', '2026-03-02 23:59Z', 0, null),  -- seen and gone in the last minute of a day
    ('p2', 'spotify:track:t3', 1, '2026-03-01 08:00Z', '2026-03-02 08:00Z', 1, 't3');  -- offends: read_on=2026-03-02 entry_count=2 mean_before=5.0
