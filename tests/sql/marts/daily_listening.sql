insert into spotify.tracks (track_id, name, duration_ms) values
    ('t1', 'One', 60000),  -- a minute
    ('t2', 'Two', 90000),  -- a minute and a half
    ('t3', 'Three', 0);  -- of unknown length

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- Ana alone
    ('t2', 1, 'a1'),  -- Ana again: one artist
    ('t2', 2, 'a2');  -- and a guest: two

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-03-01 00:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- the first moment of the day
    ('anna', '2026-03-01 12:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- again: one track, two plays
    ('anna', '2026-03-01 23:59:59.999Z', 'spotify:track:t2', 't2', 'recently-played'),  -- the last moment
    ('anna', '2026-03-02 00:00Z', 'spotify:track:t3', 't3', 'recently-played'),  -- the next day, unknown length
    ('anna', '2026-03-03 08:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- a minute
    ('anna', '2026-03-03 08:01Z', 'spotify:local:Ana::Demo:61', null, 'recently-played'),  -- local: a track without id, artist and length
    ('ben', '2026-03-01 09:00Z', 'spotify:track:t2', 't2', 'recently-played'),  -- another listener
    ('cleo', '2026-03-01 09:00Z', 'spotify:track:t1', 't1', 'recently-played');  -- of whose readings nothing is noted

insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
    ('anna', '2026-03-01 00:00Z', '2026-03-03 09:00Z', true),  -- two whole days and a morning
    ('anna', '2026-03-03 09:00Z', '2026-03-06 06:00Z', false),  -- the rest of the morning's day, two days, a quarter of the next
    ('anna', '2026-03-06 06:00Z', '2026-03-08 12:00Z', true),  -- and from then on to the last reading
    ('ben', '2026-03-01 09:00Z', '2026-03-02 00:00Z', true),  -- read from nine until midnight, which says nothing of the next day
    ('dora', '2026-03-01 09:00Z', '2026-03-01 09:00Z', true);  -- a first reading that found no play, of no length

insert into expected (user_id, played_on, play_count, track_count, artist_count, minutes_played, first_played_at, last_played_at, duration_coverage, coverage) values
    ('anna', '2026-03-01', 3, 2, 2, 3.5, '2026-03-01 00:00Z', '2026-03-01 23:59:59.999Z', 1.000, 1.000),  -- 1 + 1 + 1.5 minutes
    ('anna', '2026-03-02', 1, 1, 0, null, '2026-03-02 00:00Z', '2026-03-02 00:00Z', 0.000, 1.000),  -- no length, nobody credited
    ('anna', '2026-03-03', 2, 2, 1, 1.0, '2026-03-03 08:00Z', '2026-03-03 08:01Z', 0.500, 0.375),  -- half of the lengths known, nine hours read
    ('anna', '2026-03-04', 0, 0, 0, 0, null, null, null, 0.000),  -- missing and not silent
    ('anna', '2026-03-05', 0, 0, 0, 0, null, null, null, 0.000),  -- missing
    ('anna', '2026-03-06', 0, 0, 0, 0, null, null, null, 0.750),  -- partly missing
    ('anna', '2026-03-07', 0, 0, 0, 0, null, null, null, 1.000),  -- silent
    ('anna', '2026-03-08', 0, 0, 0, 0, null, null, null, 1.000),  -- silent up to the last reading, at noon
    ('ben', '2026-03-01', 1, 1, 2, 1.5, '2026-03-01 09:00Z', '2026-03-01 09:00Z', 1.000, 1.000),  -- all of the day that was read
    ('cleo', '2026-03-01', 1, 1, 1, 1.0, '2026-03-01 09:00Z', '2026-03-01 09:00Z', 1.000, null);  -- nobody knows how completely
