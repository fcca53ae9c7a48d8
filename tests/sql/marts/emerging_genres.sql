insert into spotify.artists (artist_id, name, genres) values
    ('a1', 'Ana', '{pop,soul}'),  -- two genres
    ('a2', 'Bo', '{pop,"",null}'),  -- one of them again; what has no name is none
    ('a3', 'Cy', '{}'),  -- Spotify knows none: read
    ('a4', 'Di', null),  -- never read
    ('a5', 'Ed', '{folk}'),  -- gone
    ('a6', 'Flo', '{ambient,dub}'),  -- neither rises nor falls
    ('a7', 'Gus', '{rock}');  -- in no playlist: no row

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t1', 2, 'a2'),  -- with Bo: pop once
    ('t2', 1, 'a2'),  -- by Bo
    ('t3', 1, 'a3'),  -- by Cy: known to be none
    ('t4', 1, 'a4'),  -- by Di: unknown
    ('t5', 1, 'a5'),  -- by Ed
    ('t6', 1, 'a6'),  -- by Flo
    ('t9', 1, 'a7');  -- never seen in a playlist

-- The newest change is of 2026-03-31, so that the 28 days begin on 2026-03-03.
insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t2', 1, '2026-01-01Z', null, 0, 't2'),  -- pop all along
    ('p1', 'spotify:track:t1', 1, '2026-03-10Z', null, 1, 't1'),  -- more pop, and the first soul
    ('p1', 'spotify:track:t3', 1, '2026-01-01Z', null, 2, 't3'),  -- no genre
    ('p1', 'spotify:track:t4', 1, '2026-01-01Z', null, 3, 't4'),  -- unknown
    ('p1', 'spotify:track:t5', 1, '2026-01-01Z', '2026-03-10Z', 4, 't5'),  -- folk leaves
    ('p1', 'spotify:track:t7', 1, '2026-03-31Z', null, 5, 't7'),  -- nobody credited: unknown
    ('p1', 'spotify:local:Ana::Demo:61', 1, '2026-03-10Z', null, 6, null),  -- local: not counted at all
    ('p1', 'spotify:episode:e1', 1, '2026-03-10Z', null, 7, null),  -- nor an episode
    ('p2', 'spotify:track:t2', 1, '2026-03-10Z', null, 0, 't2'),  -- pop at the first reading of this one
    ('p2', 'spotify:track:t2', 2, '2026-03-10Z', null, 1, 't2'),  -- twice: one playlist
    ('p2', 'spotify:track:t6', 1, '2026-03-10Z', null, 2, 't6'),  -- two genres at once
    ('p2', 'spotify:track:t1', 1, '2026-03-20Z', '2026-03-25Z', 3, 't1');  -- soul came and went

insert into expected (rank, genre, compared_with, reach, reach_before, reach_change, track_count, new_track_count, entries, exits, momentum, genre_coverage) values
    (1, 'soul', '2026-03-03Z', 1, 0, 1, 1, 1, 2, 1, 1.000, 0.714),  -- from 0 to 1; five of seven tracks known
    (2, 'pop', '2026-03-03Z', 2, 2, 0, 2, 1, 2, 1, 0.000, 0.714),  -- in all playlists already: one more entry than exits
    (3, 'ambient', '2026-03-03Z', 1, 1, 0, 1, 0, 0, 0, 0.000, 0.714),  -- first by name
    (4, 'dub', '2026-03-03Z', 1, 1, 0, 1, 0, 0, 0, 0.000, 0.714),  -- no tie
    (5, 'folk', '2026-03-03Z', 0, 1, -1, 0, 0, 0, 1, -0.707, 0.714);  -- from 1 to 0
