insert into spotify.artists (artist_id, name, genres, followers, popularity, loaded_at) values
    ('a1', 'ANA', '{pop,"dance pop"}', 1000, 70, '2026-03-01 23:30Z'),  -- read in full
    ('a2', 'Bo', '{}', null, null, '2026-03-02Z'),  -- without genres, in a mode without numbers
    ('a3', null, null, null, null, '2026-03-02Z');  -- known by id only

insert into expected (artist_id, artist_name, popularity, genres, followers, spotify_url, load_date) values
    ('a1', 'ana', 70, '{pop,"dance pop"}', 1000, 'https://open.spotify.com/artist/a1', '2026-03-01 23:30'),  -- the name in lower case
    ('a2', 'bo', null, '{}', null, 'https://open.spotify.com/artist/a2', '2026-03-02 00:00'),  -- unknown
    ('a3', null, null, null, null, 'https://open.spotify.com/artist/a3', '2026-03-02 00:00');  -- nothing but the address
