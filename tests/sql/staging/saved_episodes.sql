insert into spotify.saved_episodes (user_id, episode_id, added_at, removed_at) values
    ('anna', 'x1', '2026-01-01 10:00Z', '2026-02-01 12:00Z'),  -- removed
    ('anna', 'x1', '2026-03-01 10:00Z', null);  -- and saved again

insert into expected (user_id, episode_id, added_at, removed_at, is_saved) values
    ('anna', 'x1', '2026-01-01 10:00Z', '2026-02-01 12:00Z', false),  -- removed
    ('anna', 'x1', '2026-03-01 10:00Z', null, true);  -- saved
