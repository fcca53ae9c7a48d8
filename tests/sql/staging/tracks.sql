insert into spotify.tracks (track_id, name, album_id, disc_number, track_number, duration_ms, is_explicit, isrc, popularity, relinked_id) values
    ('t1', ' One ', 'b1', 1, 2, 204053, true, 'gb-um7-21-00001', 61, 't9'),  -- hyphens and lower case: one way to write an ISRC
    ('t2', 'Two', 'b1', 1, 3, 0, false, '', 0, null),  -- 0 ms is not a length; popularity 0 is one
    ('t3', null, null, null, null, null, null, null, null, null);  -- known by id only

insert into expected (track_id, track_name, album_id, disc_number, track_number, duration_ms, is_explicit, isrc, popularity, relinked_id) values
    ('t1', 'One', 'b1', 1, 2, 204053, true, 'GBUM72100001', 61, 't9'),  -- ISRC as others write it
    ('t2', 'Two', 'b1', 1, 3, null, false, null, 0, null),  -- unknown length
    ('t3', null, null, null, null, null, null, null, null, null);  -- known by id only
