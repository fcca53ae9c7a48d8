insert into spotify.users (user_id, time_zone) values
    ('anna', 'Europe/Berlin');  -- an hour before UTC

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- the first day
    ('anna', '2026-03-01 10:00Z', 'spotify:local:Ana::Demo:61', null, 'recently-played'),  -- twice: one day, two plays
    ('anna', '2026-03-01 23:30Z', 'spotify:track:t1', 't1', 'recently-played'),  -- half past midnight in Berlin: the second day
    ('anna', '2026-03-03 10:00Z', 'spotify:episode:e1', null, 'recently-played'),  -- the third; the fourth is missing
    ('anna', '2026-03-05 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- the fifth alone; the sixth is silent
    ('anna', '2026-03-07 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- the seventh
    ('anna', '2026-03-08 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- the eighth; the ninth is silent
    ('anna', '2026-03-10 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- the tenth
    ('anna', '2026-03-11 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- the eleventh; the twelfth was not over at the last reading
    ('ben', '2026-03-01 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- of whose readings nothing is noted
    ('cleo', '2026-02-01 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- long before the first reading
    ('cleo', '2026-03-05 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- on the day of the last reading
    ('dora', '2026-03-05 10:00Z', 'spotify:track:t1', 't1', 'recently-played');  -- the day before the last reading, which covers half of what it read

insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
    ('anna', '2026-02-28 23:00Z', '2026-03-03 23:00Z', true),  -- three days
    ('anna', '2026-03-03 23:00Z', '2026-03-04 23:00Z', false),  -- the fourth
    ('anna', '2026-03-04 23:00Z', '2026-03-12 11:00Z', true),  -- up to noon of the twelfth
    ('cleo', '2026-03-05 00:00Z', '2026-03-05 12:00Z', true),  -- the morning of the fifth
    ('dora', '2026-03-05 00:00Z', '2026-03-06 06:00Z', true),  -- the fifth and six hours
    ('dora', '2026-03-06 06:00Z', '2026-03-06 12:00Z', false),  -- six more
    ('eve', '2026-03-05 00:00Z', '2026-03-06 00:00Z', true);  -- a listener without a play: no row

insert into expected (user_id, started_on, ended_on, day_count, play_count, is_current, is_broken_by_gap, rank, coverage) values
    ('anna', '2026-03-01', '2026-03-03', 3, 4, false, true, 1, 1.000),  -- the longest; may have gone on
    ('anna', '2026-03-05', '2026-03-05', 1, 1, false, false, 4, 1.000),  -- silence ended it; may have begun earlier
    ('anna', '2026-03-07', '2026-03-08', 2, 2, false, false, 2, 1.000),  -- as long as the last, and earlier
    ('anna', '2026-03-10', '2026-03-11', 2, 2, true, false, 3, 1.000),  -- goes on for as long as the twelfth is not over
    ('ben', '2026-03-01', '2026-03-01', 1, 1, null, null, 1, null),  -- nobody knows
    ('cleo', '2026-02-01', '2026-02-01', 1, 1, false, null, 1, null),  -- nothing is known of the next day
    ('cleo', '2026-03-05', '2026-03-05', 1, 1, true, false, 2, 1.000),  -- the next day is not read yet
    ('dora', '2026-03-05', '2026-03-05', 1, 1, true, true, 1, 1.000);  -- goes on, perhaps by plays that are lost
