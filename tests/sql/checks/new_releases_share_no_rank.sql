insert into spotify.new_releases (album_id, observed_on, country, rank) values
    ('b1', '2026-03-01', '', 1),  -- first
    ('b2', '2026-03-02', '', 1),  -- first of another day
    ('b3', '2026-03-02', 'SE', 1),  -- first of another country
    ('b4', '2026-03-03', 'SE', 2),  -- fine by itself
    ('b5', '2026-03-03', 'SE', 2);  -- offends: rank=2 album_ids=["b4","b5"]
