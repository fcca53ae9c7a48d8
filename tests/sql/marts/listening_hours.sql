insert into spotify.users (user_id, time_zone) values
    ('anna', 'Europe/Berlin');  -- the clock goes back on 25 October at 01:00 in UTC

insert into spotify.tracks (track_id, name, album_id, duration_ms) values
    ('t1', 'One', null, 60000),  -- a minute
    ('t2', 'Two', null, 90000),  -- a minute and a half
    ('t3', 'Three', null, 0);  -- of unknown length

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-10-19 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- a Monday at noon, before the first reading
    ('anna', '2026-10-19 10:00Z', 'spotify:track:t2', 't2', 'recently-played'),  -- at the same moment another: a play of its own
    ('anna', '2026-10-25 00:30Z', 'spotify:track:t1', 't1', 'recently-played'),  -- half past two on Sunday, in summer time
    ('anna', '2026-10-25 01:30Z', 'spotify:track:t1', 't1', 'recently-played'),  -- half past two once more, in winter time
    ('anna', '2026-10-25 02:10Z', 'spotify:local:Ana::Demo:61', null, 'recently-played'),  -- ten past three: a local file, without length
    ('anna', '2026-10-25 02:30Z', 'spotify:track:t2', 't2', 'recently-played'),  -- half past three, the last moment that is covered
    ('anna', '2026-10-25 03:00Z', 'spotify:track:t3', 't3', 'recently-played'),  -- four, in a gap and of unknown length
    ('anna', '2026-10-25 04:00Z', 'spotify:episode:e1', null, 'recently-played');  -- five, the first moment that is covered again: an episode

insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
    ('anna', '2026-10-25 00:00Z', '2026-10-25 02:30Z', true),  -- from two in summer time to half past three in winter time
    ('anna', '2026-10-25 02:30Z', '2026-10-25 04:00Z', false),  -- to five
    ('anna', '2026-10-25 04:00Z', '2026-10-25 06:00Z', true),  -- to seven, which says nothing of the hour from seven
    ('dora', '2026-10-25 00:00Z', '2026-10-25 06:00Z', true);  -- a listener without a play: no rows

insert into expected (user_id, weekday, hour, play_count, minutes_played, share, days_read, days_covered, plays_per_day, coverage) values
    ('anna', 1, 0, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 1, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 2, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 3, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 4, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 5, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 6, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 7, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 8, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 9, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 10, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 11, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 12, 2, 2.5, 0.250, null, null, null, null),  -- played before the first reading
    ('anna', 1, 13, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 14, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 15, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 16, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 17, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 18, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 19, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 20, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 21, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 22, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 1, 23, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 0, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 1, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 2, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 3, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 4, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 5, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 6, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 7, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 8, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 9, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 10, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 11, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 12, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 13, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 14, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 15, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 16, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 17, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 18, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 19, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 20, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 21, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 22, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 2, 23, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 0, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 1, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 2, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 3, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 4, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 5, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 6, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 7, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 8, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 9, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 10, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 11, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 12, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 13, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 14, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 15, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 16, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 17, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 18, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 19, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 20, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 21, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 22, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 3, 23, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 0, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 1, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 2, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 3, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 4, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 5, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 6, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 7, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 8, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 9, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 10, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 11, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 12, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 13, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 14, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 15, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 16, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 17, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 18, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 19, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 20, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 21, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 22, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 4, 23, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 0, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 1, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 2, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 3, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 4, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 5, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 6, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 7, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 8, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 9, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 10, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 11, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 12, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 13, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 14, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 15, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 16, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 17, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 18, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 19, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 20, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 21, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 22, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 5, 23, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 0, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 1, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 2, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 3, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 4, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 5, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 6, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 7, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 8, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 9, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 10, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 11, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 12, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 13, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 14, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 15, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 16, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 17, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 18, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 19, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 20, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 21, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 22, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 6, 23, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 0, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 1, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 2, 2, 2.0, 0.250, 2.000, 2.000, 1.00, 1.000),  -- an hour that came twice that day, each with a play
    ('anna', 7, 3, 2, 1.5, 0.250, 1.000, 0.500, 4.00, 0.500),  -- two plays in the half of it that is covered
    ('anna', 7, 4, 1, null, 0.125, 1.000, 0.000, null, 0.000),  -- a play is known, but not how many there were
    ('anna', 7, 5, 1, null, 0.125, 1.000, 1.000, 1.00, 1.000),  -- one in the hour
    ('anna', 7, 6, 0, 0, 0.000, 1.000, 1.000, 0.00, 1.000),  -- silent
    ('anna', 7, 7, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 8, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 9, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 10, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 11, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 12, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 13, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 14, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 15, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 16, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 17, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 18, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 19, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 20, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 21, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 22, 0, 0, 0.000, null, null, null, null),  -- came in no reading
    ('anna', 7, 23, 0, 0, 0.000, null, null, null, null);  -- came in no reading
