insert into spotify.artists (artist_id) values
    ('a1');  -- known

insert into spotify.followed_artists (user_id, artist_id, valid_from) values
    ('anna', 'a1', '2026-03-01 10:00Z'),  -- known
    ('anna', 'a9', '2026-03-01 10:00Z');  -- offends: user_id=anna artist_id=a9
