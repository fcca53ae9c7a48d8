insert into spotify.playlist_stats (playlist_id, observed_on, items_total) values
    ('p1', '2026-03-01', 3),  -- the first day
    ('p1', '2026-03-04', 3);  -- two of four days were read

insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01Z', '2026-03-02Z', 4, 't1'),  -- moves twice
    ('p1', 'spotify:track:t1', 1, '2026-03-02Z', '2026-03-03Z', 2, 't1'),  -- in between at the highest place
    ('p1', 'spotify:track:t1', 1, '2026-03-03Z', '2026-03-05Z', 3, 't1'),  -- and leaves: one stay
    ('p1', 'spotify:track:t1', 1, '2026-03-06Z', '2026-03-07Z', 0, 't1'),  -- comes again and leaves
    ('p1', 'spotify:track:t1', 1, '2026-03-08Z', '2026-03-09Z', 1, 't1'),  -- comes for a third time
    ('p1', 'spotify:track:t1', 1, '2026-03-09Z', null, 0, 't1'),  -- and moves up, to stay
    ('p1', 'spotify:track:t1', 2, '2026-03-05Z', null, 5, 't1'),  -- a second copy, as the first one leaves: a stay of its own
    ('p1', 'spotify:local:Ana::Demo:61', 1, '2026-03-01Z', null, 0, null),  -- a local file
    ('p1', 'spotify:episode:e1', 1, '2026-03-01Z', '2026-03-02Z', 1, null),  -- an episode that was there at one reading
    ('p2', 'spotify:track:t1', 1, '2026-03-05Z', null, 7, 't1');  -- the same track in a playlist without statistics

insert into expected (playlist_id, item_uri, occurrence, track_id, entered_at, left_at, is_current, move_count, first_position, last_position, reading_coverage) values
    ('p1', 'spotify:track:t1', 1, 't1', '2026-03-01Z', '2026-03-05Z', false, 2, 4, 3, 0.500),  -- three intervals
    ('p1', 'spotify:track:t1', 1, 't1', '2026-03-06Z', '2026-03-07Z', false, 0, 0, 0, 0.500),  -- one
    ('p1', 'spotify:track:t1', 1, 't1', '2026-03-08Z', null, true, 1, 1, 0, 0.500),  -- two, the last one open
    ('p1', 'spotify:track:t1', 2, 't1', '2026-03-05Z', null, true, 0, 5, 5, 0.500),  -- what the first copy did is no matter
    ('p1', 'spotify:local:Ana::Demo:61', 1, null, '2026-03-01Z', null, true, 0, 0, 0, 0.500),  -- never moved
    ('p1', 'spotify:episode:e1', 1, null, '2026-03-01Z', '2026-03-02Z', false, 0, 1, 1, 0.500),  -- no track
    ('p2', 'spotify:track:t1', 1, 't1', '2026-03-05Z', null, true, 0, 7, 7, null);  -- how often it was read, nobody knows
