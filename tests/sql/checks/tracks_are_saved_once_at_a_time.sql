insert into spotify.saved_tracks (user_id, track_id, added_at, removed_at) values
    ('anna', 't1', '2026-01-01 10:00Z', '2026-02-01 12:00Z'),  -- removed
    ('anna', 't1', '2026-03-01 10:00Z', null),  -- and saved again
    ('ben', 't1', '2026-03-01 10:00Z', null),  -- by another listener
    ('anna', 't2', '2026-01-01 10:00Z', null),  -- saved
    ('anna', 't2', '2026-03-01 10:00Z', null);  -- offends: user_id=anna track_id=t2
