insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- main artist
    ('t1', 2, 'a2'),  -- guest
    ('t2', 0, 'a1'),  -- offends: credited_on=track credited_id=t2 positions=[0]
    ('t3', 1, 'a1'),  -- fine by itself
    ('t3', 3, 'a2');  -- offends: credited_on=track credited_id=t3 positions=[1,3]

insert into spotify.album_artists (album_id, position, artist_id) values
    ('b1', 1, 'a1'),  -- main artist
    ('b2', 2, 'a1');  -- offends: credited_on=album credited_id=b2 positions=[2]
