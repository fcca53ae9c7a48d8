insert into spotify.top_items (user_id, observed_on, item_type, time_range, rank, item_id) values
    ('anna', '2026-03-01', 'artist', 'short_term', 1, 'a1'),  -- first
    ('anna', '2026-03-01', 'artist', 'short_term', 2, 'a2'),  -- second
    ('anna', '2026-03-01', 'artist', 'long_term', 2, 'a1'),  -- offends: time_range=long_term places=1 last_place=2
    ('anna', '2026-03-02', 'track', 'short_term', 1, 't1'),  -- fine by itself
    ('anna', '2026-03-02', 'track', 'short_term', 3, 't2'),  -- offends: time_range=short_term places=2 last_place=3
    ('anna', '2026-03-02', 'track', 'medium_term', 1, 't1'),  -- fine by itself
    ('anna', '2026-03-02', 'track', 'medium_term', 2, 't1');  -- offends: time_range=medium_term places=2 last_place=2
