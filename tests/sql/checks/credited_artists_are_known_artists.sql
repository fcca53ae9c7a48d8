insert into spotify.artists (artist_id) values
    ('a1');  -- known

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- known
    ('t1', 2, 'a9');  -- offends: credited_on=track credited_id=t1 artist_id=a9

insert into spotify.album_artists (album_id, position, artist_id) values
    ('b1', 1, 'a1'),  -- known
    ('b1', 2, 'a8');  -- offends: credited_on=album credited_id=b1 artist_id=a8
