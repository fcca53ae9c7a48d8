insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- main artist
    ('t1', 2, 'a2');  -- guest

insert into expected (track_id, credit_position, artist_id) values
    ('t1', 1, 'a1'),  -- main artist
    ('t1', 2, 'a2');  -- guest
