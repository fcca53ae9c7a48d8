insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', false),  -- as in the history
    ('p1', 1, 'spotify:track:t2', 'track', false),  -- as in the history
    ('p1', 2, 'spotify:track:t1', 'track', false),  -- a second time, as in the history
    ('p1', 3, 'spotify:track:t3', 'track', false);  -- offends: position=3 current_item_uri=spotify:track:t3 history_item_uri=null

insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01Z', null, 0),  -- still there
    ('p1', 'spotify:track:t2', 1, '2026-03-01Z', '2026-03-02Z', 7),  -- where it was before
    ('p1', 'spotify:track:t2', 1, '2026-03-02Z', null, 1),  -- where it is now
    ('p1', 'spotify:track:t1', 2, '2026-03-01Z', null, 2),  -- its second occurrence
    ('p1', 'spotify:track:t4', 1, '2026-03-01Z', '2026-03-02Z', 4),  -- gone
    ('p1', 'spotify:track:t5', 1, '2026-03-01Z', null, 5),  -- offends: position=5 current_item_uri=null history_item_uri=spotify:track:t5
    ('p1', 'spotify:track:t6', 1, '2026-03-01Z', null, 1);  -- offends: position=1 current_item_uri=spotify:track:t2 history_item_uri=spotify:track:t6
