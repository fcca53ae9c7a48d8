insert into spotify.tracks (track_id) values
    ('t1');  -- known

insert into spotify.albums (album_id) values
    ('b1');  -- known

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- of a known track
    ('t9', 1, 'a1');  -- offends: credited_on=track credited_id=t9 position=1

insert into spotify.album_artists (album_id, position, artist_id) values
    ('b1', 1, 'a1'),  -- of a known album
    ('b9', 1, 'a1');  -- offends: credited_on=album credited_id=b9 position=1
