insert into spotify.categories (category_id) values
    ('pop');  -- known

insert into spotify.category_playlists (category_id, observed_on, rank, playlist_id) values
    ('pop', '2026-03-01', 1, 'p1'),  -- known
    ('rock', '2026-03-01', 1, 'p1'),  -- offends: category_id=rock
    ('rock', '2026-03-01', 2, 'p2');  -- offends, together with the one before
