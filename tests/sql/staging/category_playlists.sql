insert into spotify.category_playlists (category_id, observed_on, rank, playlist_id) values
    ('pop', '2026-03-01', 1, 'p1'),  -- first
    ('pop', '2026-03-01', 3, 'p2');  -- the second place is empty

insert into expected (category_id, observed_on, playlist_rank, playlist_id) values
    ('pop', '2026-03-01', 1, 'p1'),  -- first
    ('pop', '2026-03-01', 3, 'p2');  -- third
