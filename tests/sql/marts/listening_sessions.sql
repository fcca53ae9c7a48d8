insert into spotify.users (user_id, time_zone) values
    ('anna', 'Europe/Berlin');  -- an hour before UTC

insert into spotify.tracks (track_id, name, album_id, duration_ms) values
    ('t1', 'One', null, 180000),  -- three minutes
    ('t2', 'Two', null, 600000),  -- ten minutes
    ('t3', 'Three', null, 0);  -- of unknown length

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t2', 1, 'a1'),  -- by Ana
    ('t2', 2, 'a2'),  -- with Bo
    ('t9', 1, 'a2'),  -- a track known by id only, by Bo
    ('t9', 2, 'a2');  -- and Bo again: one artist

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-03-01 22:59Z', 'spotify:track:t1', 't1', 'recently-played'),  -- begins at 22:56, four minutes before midnight in Berlin
    ('anna', '2026-03-01 23:05Z', 'spotify:local:Ana::Demo:61', null, 'recently-played'),  -- a local file six minutes later: the same session
    ('anna', '2026-03-01 23:10Z', 'spotify:track:t1', 't1', 'recently-played'),  -- again: one track, two plays
    ('anna', '2026-03-01 23:49:59Z', 'spotify:track:t2', 't2', 'recently-played'),  -- begins 29 minutes and 59 seconds after that: the same session
    ('anna', '2026-03-02 00:19:59Z', 'spotify:track:t3', 't3', 'recently-played'),  -- half an hour later, of unknown length: another
    ('anna', '2026-03-02 12:00Z', 'spotify:track:t9', 't9', 'recently-played'),  -- the next: a track known by id only
    ('anna', '2026-03-02 12:00Z', 'spotify:episode:e1', null, 'recently-played'),  -- and at the same moment an episode
    ('ben', '2026-03-01 09:00Z', 'spotify:track:t2', 't2', 'recently-played'),  -- of whose readings nothing is noted
    ('cleo', '2026-03-05 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- the oldest play that the first reading found
    ('dora', '2026-03-05 10:00Z', 'spotify:track:t1', 't1', 'recently-played');  -- known although no reading covers it

insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
    ('anna', '2026-03-01 22:00Z', '2026-03-02 00:49:58Z', true),  -- the first session, and all but the last second that decides on the second
    ('anna', '2026-03-02 00:49:58Z', '2026-03-02 08:00Z', false),  -- a gap
    ('anna', '2026-03-02 08:00Z', '2026-03-02 12:30Z', true),  -- just what decides on the third
    ('cleo', '2026-03-05 10:00Z', '2026-03-05 18:00Z', true),  -- from that play on
    ('dora', '2026-03-05 09:00Z', '2026-03-05 11:00Z', false);  -- a gap and nothing else

insert into expected (user_id, session_number, started_at, ended_at, started_on, play_count, track_count, artist_count, minutes_played, is_complete, coverage) values
    ('anna', 1, '2026-03-01 22:56Z', '2026-03-01 23:49:59Z', '2026-03-01', 4, 3, 2, 16.0, true, 1.000),  -- over midnight; 3 + 3 + 10 minutes and a file
    ('anna', 2, '2026-03-02 00:19:59Z', '2026-03-02 00:19:59Z', '2026-03-02', 1, 1, 0, null, false, 0.469),  -- may go on in the gap; only its end is known
    ('anna', 3, '2026-03-02 12:00Z', '2026-03-02 12:00Z', '2026-03-02', 2, 2, 1, null, true, 0.469),  -- no length known
    ('ben', 1, '2026-03-01 08:50Z', '2026-03-01 09:00Z', '2026-03-01', 1, 1, 2, 10.0, null, null),  -- nobody knows how completely
    ('cleo', 1, '2026-03-05 09:57Z', '2026-03-05 10:00Z', '2026-03-05', 1, 1, 1, 3.0, false, 1.000),  -- may have begun before the first reading
    ('dora', 1, '2026-03-05 09:57Z', '2026-03-05 10:00Z', '2026-03-05', 1, 1, 1, 3.0, false, 0.000);  -- in the gap
