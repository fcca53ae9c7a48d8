insert into spotify.plays (user_id, played_at, item_uri, source) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t1', 'recently-played'),  -- past
    ('anna', now() + interval '1 hour', 'spotify:track:t2', 'recently-played'),  -- a clock that is fast
    ('anna', now() + interval '2 days', 'spotify:track:t3', 'recently-played');  -- offends: item_uri=spotify:track:t3
