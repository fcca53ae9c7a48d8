insert into spotify.albums (album_id) values
    ('b1');  -- known

insert into spotify.new_releases (album_id, observed_on, country, rank) values
    ('b1', '2026-03-01', '', 1),  -- known
    ('b9', '2026-03-01', '', 2);  -- offends: album_id=b9
