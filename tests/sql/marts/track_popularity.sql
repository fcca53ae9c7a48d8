insert into spotify.artists (artist_id, name) values
    ('a1', 'Ana'),  -- second in the credit
    ('a2', 'Bo');  -- first in the credit

insert into spotify.tracks (track_id, name) values
    ('t1', 'One'),  -- two artists, observed twice
    ('t2', 'Two'),  -- nobody credited
    ('t3', 'Three');  -- never observed: no row

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 2, 'a1'),  -- named second
    ('t1', 1, 'a2'),  -- named first
    ('t3', 1, 'a1');  -- on a track without observations

insert into spotify.track_stats (track_id, observed_on, popularity) values
    ('t1', '2026-03-01', 40),  -- first
    ('t1', '2026-03-03', 43),  -- three more, two days later
    ('t2', '2026-03-03', null),  -- popularity not given
    ('t4', '2026-03-03', 5);  -- a track known by id only

insert into expected (track_id, track_name, artist_names, observed_on, popularity, previous_observed_on, popularity_change, coverage) values
    ('t1', 'One', 'Bo, Ana', '2026-03-01', 40, null, null, 0.500),  -- first
    ('t1', 'One', 'Bo, Ana', '2026-03-03', 43, '2026-03-01', 3, 1.000),  -- risen
    ('t2', 'Two', null, '2026-03-03', null, null, null, 1.000),  -- nothing known
    ('t4', null, null, '2026-03-03', 5, null, null, 1.000);  -- nameless
