insert into spotify.users (user_id, time_zone) values
    ('anna', 'Europe/Berlin');  -- an hour before UTC

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t2', 1, 'a1'),  -- by Ana
    ('t2', 2, 'a2');  -- with Bo

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- new, and Ana too
    ('anna', '2026-03-01 11:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- again on the same day
    ('anna', '2026-03-01 12:00Z', 'spotify:local:Ana::Demo:61', null, 'recently-played'),  -- a local file, new, of no artist
    ('anna', '2026-03-01 23:30Z', 'spotify:track:t2', 't2', 'recently-played'),  -- half past midnight in Berlin: new on the second, as Bo, not Ana
    ('anna', '2026-03-02 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- heard the day before
    ('anna', '2026-03-02 11:00Z', 'spotify:episode:e1', null, 'recently-played'),  -- an episode, new
    ('anna', '2026-03-02 11:00Z', 'spotify:track:t3', 't3', 'recently-played'),  -- at the same moment a track known by id only, new, of no artist
    ('anna', '2026-03-04 12:00Z', 'spotify:local:Ana::Demo:61', null, 'recently-played'),  -- the local file again, in a gap
    ('ben', '2026-03-04 12:00Z', 'spotify:track:t1', 't1', 'recently-played');  -- new to another listener

insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
    ('anna', '2026-02-28 23:00Z', '2026-03-03 23:00Z', true),  -- three days
    ('anna', '2026-03-03 23:00Z', '2026-03-04 23:00Z', false),  -- the fourth
    ('anna', '2026-03-04 23:00Z', '2026-03-05 05:00Z', true);  -- six hours

insert into expected (user_id, played_on, play_count, new_track_count, new_artist_count, discovery_share, repeat_share, days_known, coverage) values
    ('anna', '2026-03-01', 3, 2, 1, 1.000, 0.333, 0, 1.000),  -- the first day: all is new, one play a repetition
    ('anna', '2026-03-02', 4, 3, 1, 0.750, 0.250, 1, 1.000),  -- three of four
    ('anna', '2026-03-03', 0, 0, 0, null, null, 2, 1.000),  -- silent
    ('anna', '2026-03-04', 1, 0, 0, 0.000, 1.000, 3, 0.000),  -- nothing new in what is known
    ('anna', '2026-03-05', 0, 0, 0, null, null, 4, 1.000),  -- silent up to the last reading
    ('ben', '2026-03-04', 1, 1, 1, 1.000, 0.000, 0, null);  -- the first day that is known
