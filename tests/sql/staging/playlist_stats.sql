insert into spotify.playlist_stats (playlist_id, observed_on, followers, items_total) values
    ('p1', '2026-03-01', 900, 50);  -- one observation

insert into expected (playlist_id, observed_on, followers, items_total) values
    ('p1', '2026-03-01', 900, 50);  -- as observed
