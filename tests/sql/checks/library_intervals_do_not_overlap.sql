insert into spotify.followed_artists (user_id, artist_id, valid_from, valid_to) values
    ('anna', 'a1', '2026-03-01Z', '2026-03-02Z'),  -- ends
    ('anna', 'a1', '2026-03-02Z', null),  -- as this begins
    ('ben', 'a1', '2026-03-01Z', null),  -- another listener at the same time
    ('anna', 'a2', '2026-03-01Z', null),  -- offends: subject_id=a2 valid_to=null
    ('anna', 'a2', '2026-03-04Z', '2026-03-06Z');  -- begins although that one never ends

insert into spotify.saved_audiobooks (user_id, audiobook_id, valid_from, valid_to) values
    ('anna', 'a1', '2026-03-01Z', null),  -- an audiobook is no artist
    ('anna', 'k2', '2026-03-01Z', '2026-03-05Z'),  -- offends: subject_id=k2 valid_to=2026-03-05T14:00:00+14:00
    ('anna', 'k2', '2026-03-04Z', '2026-03-06Z');  -- begins before that one ends
