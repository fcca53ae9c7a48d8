insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01Z', '2026-03-02Z', 0, 't1'),  -- leaves
    ('p1', 'spotify:track:t2', 1, '2026-03-01Z', '2026-03-02Z', 1, 't2'),  -- moves
    ('p1', 'spotify:track:t2', 1, '2026-03-02Z', null, 0, 't2'),  -- there
    ('p2', 'spotify:track:t1', 1, '2026-03-01Z', null, 0, 't1'),  -- there
    ('p3', 'spotify:local:Ana::Demo:61', 1, '2026-03-01Z', null, 0, null);  -- no track, and accounted for all the same

insert into marts.playlist_item_stays (playlist_id, item_uri, occurrence, entered_at, is_current, move_count) values
    ('p1', 'spotify:track:t3', 1, '2026-03-01Z', false, 1),  -- offends: playlist_id=p1 interval_count=3 accounted_for=5 open_count=1 current_count=1
    ('p2', 'spotify:track:t3', 1, '2026-03-01Z', true, 0),  -- offends: playlist_id=p2 interval_count=1 accounted_for=2 open_count=1 current_count=2
    ('p4', 'spotify:track:t1', 1, '2026-03-01Z', true, 0);  -- offends: playlist_id=p4 interval_count=null accounted_for=1 open_count=null current_count=1
