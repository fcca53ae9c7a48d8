insert into spotify.queue_items (user_id, observed_at, position, item_uri, item_type, track_id, episode_id) values
    ('anna', '2026-03-01 10:00Z', 1, 'spotify:track:t1', 'track', 't1', null);  -- next

insert into expected (user_id, observed_at, queue_position, item_uri, item_type, track_id, episode_id) values
    ('anna', '2026-03-01 10:00Z', 1, 'spotify:track:t1', 'track', 't1', null);  -- next
