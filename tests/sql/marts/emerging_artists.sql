insert into spotify.artists (artist_id, name) values
    ('a1', 'Ana'),  -- rises
    ('a2', 'Bo'),  -- a guest of hers
    ('a3', 'Cy'),  -- gone
    ('a6', 'Flo');  -- in no playlist: no row

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t1', 2, 'a1'),  -- and Ana again: one track, not two
    ('t2', 1, 'a1'),  -- by Ana
    ('t2', 2, 'a2'),  -- with Bo
    ('t3', 1, 'a3'),  -- by Cy
    ('t4', 1, 'a4'),  -- by somebody known by id only
    ('t5', 1, 'a5'),  -- and another
    ('t9', 1, 'a6');  -- never seen in a playlist

-- The whole history is shorter than 28 days: compared with its first reading.
insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01Z', null, 0, 't1'),  -- Ana has been in this one all along
    ('p1', 'spotify:track:t2', 1, '2026-03-05Z', null, 1, 't2'),  -- her second track there wins her no playlist, but Bo
    ('p1', 'spotify:track:t3', 1, '2026-03-01Z', '2026-03-05Z', 2, 't3'),  -- Cy leaves
    ('p1', 'spotify:track:t6', 1, '2026-03-05Z', null, 3, 't6'),  -- nobody credited: counts for nobody
    ('p1', 'spotify:local:Ana::Demo:61', 1, '2026-03-01Z', null, 4, null),  -- local: for nobody
    ('p1', 'spotify:episode:e1', 1, '2026-03-01Z', null, 5, null),  -- an episode: for nobody
    ('p2', 'spotify:track:t1', 1, '2026-03-08Z', null, 0, 't1'),  -- first read later: Ana is there at its first reading
    ('p2', 'spotify:track:t2', 1, '2026-03-10Z', '2026-03-12Z', 1, 't2'),  -- both tracks in this one, then one
    ('p2', 'spotify:track:t4', 1, '2026-03-08Z', null, 2, 't4'),  -- at its first reading
    ('p2', 'spotify:track:t4', 2, '2026-03-08Z', null, 3, 't4'),  -- twice: one playlist
    ('p2', 'spotify:track:t5', 1, '2026-03-08Z', null, 4, 't5'),  -- as t4
    ('p3', 'spotify:track:t2', 1, '2026-03-14Z', null, 0, 't2'),  -- came after the first reading of p3
    ('p3', 'spotify:track:t6', 1, '2026-03-13Z', null, 1, 't6');  -- which found this one

insert into expected (rank, artist_id, artist_name, compared_with, reach, reach_before, reach_change, track_count, new_track_count, entries, exits, momentum, details_coverage) values
    (1, 'a2', 'Bo', '2026-03-01Z', 2, 0, 2, 1, 1, 3, 1, 2.000, 0.833),  -- from 0 to 2; t6 has nobody credited
    (2, 'a1', 'Ana', '2026-03-01Z', 3, 2, 1, 2, 1, 3, 1, 0.577, 0.833),  -- from 2 to 3: 1 / sqrt(3); t1 is not new
    (3, 'a4', null, '2026-03-01Z', 1, 1, 0, 1, 0, 0, 0, 0.000, 0.833),  -- first by id
    (4, 'a5', null, '2026-03-01Z', 1, 1, 0, 1, 0, 0, 0, 0.000, 0.833),  -- no tie
    (5, 'a3', 'Cy', '2026-03-01Z', 0, 1, -1, 0, 0, 0, 1, -0.707, 0.833);  -- from 1 to 0
