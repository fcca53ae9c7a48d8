insert into spotify.album_stats (album_id, observed_on, popularity) values
    ('b1', '2026-03-01', 40);  -- one observation

insert into expected (album_id, observed_on, popularity) values
    ('b1', '2026-03-01', 40);  -- as observed
