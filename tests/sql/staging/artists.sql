insert into spotify.artists (artist_id, name, genres, followers, popularity, image_url) values
    ('a1', ' Ana ', '{pop,"art pop"}', 1200, 70, 'https://i.scdn.co/image/1'),  -- full artist: only the name is trimmed
    ('a2', '   ', '{}', 0, 0, null),  -- a name of spaces is none; no genres and no followers are facts and stay
    ('a3', 'Bo', null, null, null, null);  -- known from a track: what was never read stays unknown

insert into expected (artist_id, artist_name, genres, followers, popularity, image_url) values
    ('a1', 'Ana', '{pop,"art pop"}', 1200, 70, 'https://i.scdn.co/image/1'),  -- trimmed
    ('a2', null, '{}', 0, 0, null),  -- nameless
    ('a3', 'Bo', null, null, null, null);  -- unknown
