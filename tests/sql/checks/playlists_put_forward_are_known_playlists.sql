insert into spotify.playlists (playlist_id) values
    ('p1');  -- known

insert into spotify.category_playlists (category_id, observed_on, rank, playlist_id) values
    ('pop', '2026-03-01', 1, 'p1'),  -- known
    ('pop', '2026-03-01', 2, 'p8');  -- offends: put_forward_by=category playlist_id=p8

insert into spotify.featured_playlists (observed_on, rank, playlist_id) values
    ('2026-03-01', 1, 'p1'),  -- known
    ('2026-03-01', 2, 'p9');  -- offends: put_forward_by=feature playlist_id=p9
