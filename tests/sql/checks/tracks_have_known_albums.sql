insert into spotify.albums (album_id) values
    ('b1');  -- known

insert into spotify.tracks (track_id, album_id) values
    ('t1', 'b1'),  -- on a known album
    ('t2', null),  -- known by id only: names no album
    ('t3', 'b9');  -- offends: track_id=t3 album_id=b9
