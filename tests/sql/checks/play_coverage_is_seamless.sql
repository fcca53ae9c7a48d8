insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
    ('anna', '2026-03-01 08:00Z', '2026-03-01 12:00Z', true),  -- the first
    ('anna', '2026-03-01 12:00Z', '2026-03-02 09:00Z', false),  -- a gap right after it
    ('anna', '2026-03-02 09:00Z', '2026-03-03 12:00Z', true),  -- and covered again
    ('ben', '2026-03-01 08:00Z', '2026-03-01 12:00Z', true),  -- another listener
    ('ben', '2026-03-01 13:00Z', '2026-03-01 14:00Z', false),  -- offends: user_id=ben began_at=2026-03-02T03:00:00+14:00
    ('cleo', '2026-03-01 08:00Z', '2026-03-01 12:00Z', true),  -- a stretch
    ('cleo', '2026-03-01 12:00Z', '2026-03-01 14:00Z', true);  -- offends: user_id=cleo began_at=2026-03-02T02:00:00+14:00
