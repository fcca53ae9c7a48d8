insert into spotify.followed_artists (user_id, artist_id, valid_from, valid_to) values
    ('anna', 'a1', '2026-03-01Z', '2026-03-02Z'),  -- a day
    ('anna', 'a2', '2026-03-01Z', null),  -- open
    ('anna', 'a3', '2026-03-01Z', '2026-03-01Z');  -- offends: subject_id=a3

insert into spotify.saved_audiobooks (user_id, audiobook_id, valid_from, valid_to) values
    ('anna', 'k1', '2026-03-01Z', '2026-03-02Z'),  -- a day
    ('anna', 'k2', '2026-03-02Z', '2026-03-01Z');  -- offends: subject_id=k2
