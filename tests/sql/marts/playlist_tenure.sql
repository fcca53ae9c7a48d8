insert into spotify.playlist_stats (playlist_id, observed_on, items_total) values
    ('p1', '2026-03-01', 4),  -- its first reading
    ('p1', '2026-03-10', 5),  -- older than its newest change, which counts
    ('p2', '2026-03-09', 2),  -- not the last of its readings
    ('p2', '2026-03-11', 2),  -- read again and found unchanged: its tracks are still there at the beginning of that day
    ('p4', '2026-03-11', 0);  -- without any entry: no row

insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01Z', '2026-03-02Z', 4, 't1'),  -- there from the first reading on
    ('p1', 'spotify:track:t1', 1, '2026-03-02Z', '2026-03-05 12:00Z', 2, 't1'),  -- moves up, stays the same time
    ('p1', 'spotify:track:t1', 1, '2026-03-08Z', null, 3, 't1'),  -- comes again
    ('p1', 'spotify:track:t2', 1, '2026-03-02Z', '2026-03-06Z', 5, 't2'),  -- comes later
    ('p1', 'spotify:track:t2', 2, '2026-03-03Z', '2026-03-05Z', 9, 't2'),  -- a copy for a part of the same time
    ('p1', 'spotify:track:t2', 2, '2026-03-05Z', '2026-03-07Z', 8, 't2'),  -- that outlasts it
    ('p1', 'spotify:track:t2', 1, '2026-03-07Z', '2026-03-09Z', 7, 't2'),  -- and takes its place at once: still one stay
    ('p1', 'spotify:track:t3', 1, '2026-03-12Z', null, 0, 't3'),  -- came with the newest reading
    ('p1', 'spotify:track:t5', 1, '2026-03-04Z', null, 6, 't5'),  -- two copies that came together
    ('p1', 'spotify:track:t5', 2, '2026-03-04Z', '2026-03-05Z', 1, 't5'),  -- of which the higher one left
    ('p1', 'spotify:local:Ana::Demo:61', 1, '2026-03-01Z', null, 0, null),  -- local: no track, no row
    ('p1', 'spotify:episode:e1', 1, '2026-03-01Z', null, 1, null),  -- an episode: no row
    ('p2', 'spotify:track:t1', 1, '2026-03-04 12:00Z', null, 0, 't1'),  -- in another playlist, never moved
    ('p2', 'spotify:track:t6', 1, '2026-03-04 12:00Z', null, 5, 't6'),  -- two copies there together
    ('p2', 'spotify:track:t6', 2, '2026-03-04 12:00Z', null, 8, 't6'),  -- for all of the time: counted once
    ('p3', 'spotify:track:t1', 1, '2026-03-04Z', null, 0, 't1');  -- in one that was read once only

insert into expected (playlist_id, track_id, first_entered_at, last_left_at, times_entered, days_in, best_position, first_position, last_position, is_current, is_since_first_reading, reading_coverage) values
    ('p1', 't1', '2026-03-01Z', null, 2, 8.5, 2, 4, 3, true, true, 0.200),  -- 4.5 and 4 days
    ('p1', 't2', '2026-03-02Z', '2026-03-09Z', 1, 7.0, 5, 5, 7, false, false, 0.200),  -- the days of both copies once
    ('p1', 't3', '2026-03-12Z', null, 1, 0.0, 0, 0, 0, true, false, 0.200),  -- no time yet
    ('p1', 't5', '2026-03-04Z', null, 1, 8.0, 1, 1, 6, true, false, 0.200),  -- first at the higher place, last at the lower
    ('p2', 't1', '2026-03-04 12:00Z', null, 1, 6.5, 0, 0, 0, true, true, 0.667),  -- up to the day of the reading that found no change
    ('p2', 't6', '2026-03-04 12:00Z', null, 1, 6.5, 5, 5, 5, true, true, 0.667),  -- once
    ('p3', 't1', '2026-03-04Z', null, 1, 0.0, 0, 0, 0, true, true, null);  -- how long it had been there, nobody knows
