insert into spotify.track_stats (track_id, observed_on, popularity) values
    ('t1', '2026-03-01', 40);  -- one observation

insert into expected (track_id, observed_on, popularity) values
    ('t1', '2026-03-01', 40);  -- as observed
