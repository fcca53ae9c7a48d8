insert into spotify.artist_stats (artist_id, observed_on, followers, popularity) values
    ('a1', '2026-03-01', 1200, 70),  -- both known
    ('a1', '2026-03-02', null, 71);  -- followers no longer given

insert into expected (artist_id, observed_on, followers, popularity) values
    ('a1', '2026-03-01', 1200, 70),  -- as observed
    ('a1', '2026-03-02', null, 71);  -- as observed
