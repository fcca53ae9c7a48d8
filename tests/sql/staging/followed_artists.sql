insert into spotify.followed_artists (user_id, artist_id, valid_from, valid_to) values
    ('anna', 'a1', '2026-01-01 10:00Z', '2026-02-01 12:00Z'),  -- left
    ('anna', 'a1', '2026-03-01 10:00Z', null);  -- and followed again

insert into expected (user_id, artist_id, valid_from, valid_to, is_followed) values
    ('anna', 'a1', '2026-01-01 10:00Z', '2026-02-01 12:00Z', false),  -- left
    ('anna', 'a1', '2026-03-01 10:00Z', null, true);  -- followed
