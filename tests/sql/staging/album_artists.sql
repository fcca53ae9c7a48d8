insert into spotify.album_artists (album_id, position, artist_id) values
    ('b1', 1, 'a1'),  -- main artist
    ('b1', 2, 'a2');  -- second credit

insert into expected (album_id, credit_position, artist_id) values
    ('b1', 1, 'a1'),  -- main artist
    ('b1', 2, 'a2');  -- second credit
