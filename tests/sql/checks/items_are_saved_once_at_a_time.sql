insert into spotify.saved_albums (user_id, album_id, added_at, removed_at) values
    ('anna', 'b1', '2026-01-01 10:00Z', '2026-02-01 12:00Z'),  -- removed
    ('anna', 'b1', '2026-03-01 10:00Z', null),  -- and saved again
    ('ben', 'b1', '2026-03-01 10:00Z', null),  -- by another listener
    ('anna', 'b2', '2026-01-01 10:00Z', null),  -- saved
    ('anna', 'b2', '2026-03-01 10:00Z', null);  -- offends: subject=album user_id=anna subject_id=b2

insert into spotify.saved_shows (user_id, show_id, added_at, removed_at) values
    ('anna', 's1', '2026-03-01 10:00Z', null),  -- saved once
    ('ben', 's2', '2026-01-01 10:00Z', null),  -- saved
    ('ben', 's2', '2026-03-01 10:00Z', null);  -- offends: subject=show user_id=ben subject_id=s2

insert into spotify.saved_episodes (user_id, episode_id, added_at, removed_at) values
    ('anna', 'e1', '2026-03-01 10:00Z', null),  -- saved once
    ('anna', 'e2', '2026-01-01 10:00Z', null),  -- saved
    ('anna', 'e2', '2026-03-01 10:00Z', null);  -- offends: subject=episode user_id=anna subject_id=e2
