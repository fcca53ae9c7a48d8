insert into spotify.artists (artist_id, popularity) values
    ('a1', 0),  -- the least
    ('a2', 100),  -- the most
    ('a3', null),  -- not given
    ('a4', 101);  -- offends: subject_id=a4 popularity=101

insert into spotify.albums (album_id, popularity) values
    ('b1', 50),  -- in between
    ('b2', -1);  -- offends: subject_id=b2 popularity=-1

insert into spotify.tracks (track_id, popularity) values
    ('t1', 50),  -- in between
    ('t2', 5000);  -- offends: subject_id=t2 popularity=5000

insert into spotify.artist_stats (artist_id, observed_on, popularity) values
    ('a1', '2026-03-01', 50),  -- in between
    ('a5', '2026-03-01', 102);  -- offends: subject_id=a5 popularity=102

insert into spotify.album_stats (album_id, observed_on, popularity) values
    ('b1', '2026-03-01', 50),  -- in between
    ('b5', '2026-03-01', 103);  -- offends: subject_id=b5 popularity=103

insert into spotify.track_stats (track_id, observed_on, popularity) values
    ('t1', '2026-03-01', null),  -- not given
    ('t5', '2026-03-01', 104);  -- offends: subject_id=t5 popularity=104
