insert into spotify.related_artists (artist_id, rank, related_artist_id) values
    ('a1', 1, 'a2'),  -- the best match
    ('a2', 1, 'a1');  -- and the other way round

insert into expected (artist_id, related_rank, related_artist_id) values
    ('a1', 1, 'a2'),  -- the best match
    ('a2', 1, 'a1');  -- and the other way round
