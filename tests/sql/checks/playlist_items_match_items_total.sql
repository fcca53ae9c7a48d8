insert into spotify.playlists (playlist_id, items_total) values
    ('p1', 2),  -- complete
    ('p2', 40),  -- of somebody else: its entries are withheld
    ('p3', 0),  -- read and empty
    ('p4', 1),  -- its only entry is not at 0
    ('p5', 3),  -- the one in the middle is missing
    ('p6', 2),  -- one more than the total
    ('p7', null);  -- total unknown: only the positions count

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, is_local) values
    ('p1', 0, 'spotify:local:a', 'local', true),  -- first of two
    ('p1', 1, 'spotify:local:b', 'local', true),  -- second of two
    ('p4', 1, 'spotify:local:a', 'local', true),  -- offends: playlist_id=p4 item_count=1 last_position=1
    ('p5', 0, 'spotify:local:a', 'local', true),  -- offends: playlist_id=p5 item_count=2 last_position=2
    ('p5', 2, 'spotify:local:b', 'local', true),  -- offends, with the one before
    ('p6', 0, 'spotify:local:a', 'local', true),  -- fine while there are two
    ('p6', 1, 'spotify:local:b', 'local', true),  -- fine while there are two
    ('p6', 2, 'spotify:local:c', 'local', true),  -- offends: playlist_id=p6 item_count=3 last_position=2
    ('p7', 0, 'spotify:local:a', 'local', true);  -- first of one
