insert into spotify.artists (artist_id, followers) values
    ('a1', 0),  -- nobody
    ('a2', null),  -- not given
    ('a3', -1);  -- offends: subject_id=a3 followers=-1

insert into spotify.playlists (playlist_id, followers) values
    ('p1', 9000000000),  -- more than an int holds
    ('p2', -2);  -- offends: subject_id=p2 followers=-2

insert into spotify.artist_stats (artist_id, observed_on, followers) values
    ('a1', '2026-03-01', 0),  -- nobody
    ('a4', '2026-03-01', -3);  -- offends: subject_id=a4 followers=-3

insert into spotify.playlist_stats (playlist_id, observed_on, followers) values
    ('p1', '2026-03-01', 1),  -- one
    ('p4', '2026-03-01', -4);  -- offends: subject_id=p4 followers=-4
