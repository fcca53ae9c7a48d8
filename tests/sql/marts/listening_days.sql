insert into spotify.users (user_id, time_zone) values
    ('anna', 'Europe/Berlin'),  -- an hour before UTC, two in summer
    ('ben', null);  -- without a time zone: UTC

insert into spotify.tracks (track_id, name, album_id, duration_ms) values
    ('t1', 'One', null, 60000),  -- a minute
    ('t2', 'Two', null, 90000),  -- a minute and a half
    ('t3', 'Three', null, 0);  -- of unknown length

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-03-28 22:59Z', 'spotify:track:t1', 't1', 'recently-played'),  -- a minute before midnight in Berlin
    ('anna', '2026-03-28 23:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- midnight in Berlin: the next day
    ('anna', '2026-03-29 21:59Z', 'spotify:track:t2', 't2', 'recently-played'),  -- the last minute of the same day, in summer time
    ('anna', '2026-03-29 22:00Z', 'spotify:track:t3', 't3', 'recently-played'),  -- the day after, of unknown length
    ('anna', '2026-03-29 22:00Z', 'spotify:local:Ana::Demo:61', null, 'recently-played'),  -- at the same moment a local file: a play of its own, without length
    ('ben', '2026-03-28 23:30Z', 'spotify:track:t9', 't9', 'recently-played'),  -- a track known by id only, on a day of UTC
    ('cleo', '2026-03-28 23:30Z', 'spotify:episode:e1', null, 'recently-played');  -- an episode, of a listener of whom no profile is stored and no reading noted

insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
    ('anna', '2026-03-28 11:00Z', '2026-03-29 10:00Z', true),  -- from noon to the noon of the day on which the clock goes forward
    ('anna', '2026-03-29 10:00Z', '2026-03-30 22:00Z', false),  -- the rest of that day and the next
    ('anna', '2026-03-30 22:00Z', '2026-03-31 10:00Z', true),  -- from midnight to noon
    ('ben', '2026-03-28 23:00Z', '2026-03-29 00:00Z', true),  -- an hour up to midnight, which says nothing of the next day
    ('dora', '2026-03-01 09:00Z', '2026-03-01 09:00Z', true);  -- a first reading that found no play, of no length: no row

insert into expected (user_id, played_on, time_zone, play_count, minutes_played, hours_read, hours_covered, coverage) values
    ('anna', '2026-03-28', 'Europe/Berlin', 1, 1.0, 12.000, 12.000, 1.000),  -- read from noon
    ('anna', '2026-03-29', 'Europe/Berlin', 2, 2.5, 23.000, 11.000, 0.478),  -- a day of 23 hours, of which 11 are known
    ('anna', '2026-03-30', 'Europe/Berlin', 2, null, 24.000, 0.000, 0.000),  -- plays that are known in a gap; no length
    ('anna', '2026-03-31', 'Europe/Berlin', 0, 0, 12.000, 12.000, 1.000),  -- silent up to the last reading
    ('ben', '2026-03-28', 'UTC', 1, null, 1.000, 1.000, 1.000),  -- read for an hour
    ('cleo', '2026-03-28', 'UTC', 1, null, null, null, null);  -- nobody knows how completely
