insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01Z', '2026-03-02Z', 0, 't1'),  -- leaves
    ('p1', 'spotify:track:t2', 1, '2026-03-01Z', '2026-03-02Z', 1, 't2'),  -- moves
    ('p1', 'spotify:track:t2', 1, '2026-03-02Z', null, 0, 't2'),  -- there
    ('p1', 'spotify:local:Ana::Demo:61', 1, '2026-03-02Z', null, 1, null),  -- comes
    ('p2', 'spotify:track:t1', 1, '2026-03-01Z', '2026-03-02Z', 0, 't1');  -- leaves an empty playlist

insert into marts.playlist_changes (playlist_id, changed_at, items_total, items_added, items_removed) values
    ('p1', '2026-03-03Z', 4, 1, 0),  -- offends: playlist_id=p1 items_total=4 added_up=3 open_count=2
    ('p2', '2026-03-03Z', 1, 1, 0),  -- offends: playlist_id=p2 items_total=1 added_up=1 open_count=0
    ('p3', '2026-03-01Z', 2, 1, 0),  -- offends: playlist_id=p3 items_total=2 added_up=1 open_count=null
    ('p3', '2026-03-02Z', 0, 0, 1);  -- offends together with the row before, although these two add up
