insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
    ('anna', '2026-03-01 00:00Z', '2026-03-07 23:59Z', true),  -- read three days before the newest reading
    ('ben', '2026-03-01 00:00Z', '2026-03-02 00:00Z', true),  -- not the last of his readings
    ('ben', '2026-03-02 00:00Z', '2026-03-10 00:00Z', false),  -- read to the last, though plays were lost
    ('cleo', '2026-03-01 00:00Z', '2026-03-06 23:59Z', true);  -- offends: subject=plays user_id=cleo last_read_on=2026-03-06 newest_reading=2026-03-10

insert into spotify.playlist_stats (playlist_id, observed_on) values
    ('p1', '2026-03-08'),  -- read, unchanged
    ('p2', '2026-03-05');  -- read earlier: one playlist of many

insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position) values
    ('p1', 'spotify:local:x', 1, '2026-03-01Z', '2026-03-02Z', 0);  -- a reading long ago

insert into spotify.playback_states (user_id, observed_at) values
    ('anna', '2026-03-10 12:00Z');  -- the newest reading of all that is clean
