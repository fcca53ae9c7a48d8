insert into spotify.new_releases (album_id, observed_on, country, rank) values
    ('b1', '2026-03-01', '', 1),  -- first
    ('b2', '2026-03-01', '', 0);  -- offends: subject=release rank=0

insert into spotify.category_playlists (category_id, observed_on, rank, playlist_id) values
    ('pop', '2026-03-01', 1, 'p1'),  -- first
    ('pop', '2026-03-01', -1, 'p1');  -- offends: subject=category rank=-1

insert into spotify.featured_playlists (observed_on, rank, playlist_id) values
    ('2026-03-01', 50, 'p1'),  -- fiftieth
    ('2026-03-01', 0, 'p1');  -- offends: subject=feature rank=0

insert into spotify.search_results (query, item_type, observed_on, rank, item_id) values
    ('x', 'album', '2026-03-01', 2, 'x1'),  -- the first place is empty
    ('x', 'album', '2026-03-01', 0, 'x2');  -- offends: subject=search rank=0
