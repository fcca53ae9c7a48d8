insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
    ('anna', '2026-03-01 08:00Z', '2026-03-01 12:00Z', true),  -- the first reading, back to its oldest play
    ('anna', '2026-03-01 12:00Z', '2026-03-02 09:00Z', false);  -- more than fifty plays since

insert into expected (user_id, began_at, ended_at, is_covered) values
    ('anna', '2026-03-01 08:00Z', '2026-03-01 12:00Z', true),  -- as stored
    ('anna', '2026-03-01 12:00Z', '2026-03-02 09:00Z', false);  -- as stored
