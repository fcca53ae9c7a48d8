insert into spotify.artists (artist_id, name) values
    ('a1', 'Ana'),  -- observed
    ('a3', 'Cy');  -- never observed: no row

insert into spotify.artist_stats (artist_id, observed_on, followers, popularity) values
    ('a1', '2026-03-01', 1000, 70),  -- first: nothing to compare with
    ('a1', '2026-03-02', 1010, 70),  -- a day later: no change is a change of 0
    ('a1', '2026-03-09', 990, 68),  -- a week without readings: the change spans it
    ('a1', '2026-03-10', null, 69),  -- followers not given: their change is unknown
    ('a1', '2026-03-11', 995, null),  -- and the next day too; popularity not given
    ('a2', '2026-03-02', 5, 1);  -- another artist begins anew; its name is not known

insert into expected (artist_id, artist_name, observed_on, popularity, followers, previous_observed_on, popularity_change, followers_change) values
    ('a1', 'Ana', '2026-03-01', 70, 1000, null, null, null),  -- first
    ('a1', 'Ana', '2026-03-02', 70, 1010, '2026-03-01', 0, 10),  -- next day
    ('a1', 'Ana', '2026-03-09', 68, 990, '2026-03-02', -2, -20),  -- over the gap
    ('a1', 'Ana', '2026-03-10', 69, null, '2026-03-09', 1, null),  -- followers unknown
    ('a1', 'Ana', '2026-03-11', null, 995, '2026-03-10', null, null),  -- both changes unknown
    ('a2', null, '2026-03-02', 1, 5, null, null, null);  -- first
