insert into spotify.queue_items (user_id, observed_at, position, item_uri, item_type) values
    ('anna', '2026-03-01 10:00Z', 1, 'spotify:local:x', 'local'),  -- next
    ('anna', '2026-03-01 10:00Z', 2, 'spotify:local:x', 'local'),  -- and once more
    ('ben', '2026-03-01 10:00Z', 1, 'spotify:local:x', 'local'),  -- fine by itself
    ('ben', '2026-03-01 10:00Z', 3, 'spotify:local:y', 'local');  -- offends: user_id=ben positions=[1,3]
