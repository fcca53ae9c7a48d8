insert into spotify.artists (artist_id, name) values
    ('a1', 'Ana'),  -- second in the credit
    ('a2', 'Bo'),  -- first in the credit
    ('a3', null);  -- nameless

insert into spotify.albums (album_id, name, release_date) values
    ('l1', 'One', '2026-02-27');  -- came out lately

insert into spotify.tracks (track_id, name, album_id) values
    ('t1', 'One', 'l1'),  -- everything known
    ('t2', 'Two', null),  -- no album
    ('t3', 'Three', 'l9'),  -- an album never read
    ('t4', 'Four', null);  -- left before the 28 days: no row

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 2, 'a1'),  -- named second
    ('t1', 1, 'a2'),  -- named first
    ('t2', 1, 'a3');  -- nobody's name

-- The newest change is of 2026-03-31, so that the 28 days begin on 2026-03-03.
insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t4', 1, '2026-01-01Z', '2026-03-03Z', 0, 't4'),  -- gone at the very beginning
    ('p1', 'spotify:track:t2', 1, '2026-01-01Z', '2026-03-03Z', 9, 't2'),  -- a move at the beginning is no entry
    ('p1', 'spotify:track:t2', 1, '2026-03-03Z', '2026-03-10Z', 8, 't2'),  -- there at the beginning
    ('p1', 'spotify:track:t2', 1, '2026-03-10Z', null, 2, 't2'),  -- six places up
    ('p1', 'spotify:track:t2', 2, '2026-03-12Z', null, 5, 't2'),  -- a second copy: no entry, and the first one is higher
    ('p1', 'spotify:track:t1', 1, '2026-03-20Z', null, 0, 't1'),  -- new
    ('p1', 'spotify:local:Ana::Demo:61', 1, '2026-03-20Z', null, 3, null),  -- local: no row
    ('p1', 'spotify:episode:e1', 1, '2026-03-20Z', null, 4, null),  -- an episode: no row
    ('p2', 'spotify:track:t1', 1, '2026-03-20Z', '2026-03-21Z', 7, 't1'),  -- new here too
    ('p2', 'spotify:track:t1', 1, '2026-03-21Z', '2026-03-22Z', 6, 't1'),  -- moves
    ('p2', 'spotify:track:t1', 1, '2026-03-31Z', null, 5, 't1'),  -- leaves and comes again
    ('p2', 'spotify:track:t2', 1, '2026-01-01Z', null, 1, 't2'),  -- stays where it is
    ('p2', 'spotify:track:t3', 1, '2026-02-01Z', '2026-03-15Z', 3, 't3'),  -- leaves the only playlist that had it
    ('p2', 'spotify:track:t5', 1, '2026-01-01Z', '2026-02-01Z', 3, 't5'),  -- was there long ago: not new when it comes again
    ('p3', 'spotify:track:t6', 1, '2026-03-25Z', null, 0, 't6'),  -- a playlist first read in the 28 days wins nothing by that
    ('p3', 'spotify:track:t7', 1, '2026-03-25Z', '2026-03-28Z', 1, 't7'),  -- what was there at its first reading is not new
    ('p3', 'spotify:track:t7', 1, '2026-03-28Z', null, 4, 't7'),  -- and is compared with it: three places down
    ('p3', 'spotify:track:t5', 1, '2026-03-28Z', null, 1, 't5'),  -- came after its first reading
    ('p3', 'spotify:track:t8', 1, '2026-03-28Z', '2026-03-31Z', 2, 't8'),  -- came and went
    ('p3', 'spotify:track:t9', 1, '2026-03-25Z', null, 9, 't9'),  -- as t6, and after it by id
    ('p1', 'spotify:track:t7', 1, '2026-03-28Z', null, 6, 't7');  -- one that was in another at its first reading is not new

insert into expected (rank, track_id, track_name, artist_names, release_date, compared_with, reach, reach_before, reach_change, entries, exits, best_position, average_position_change, is_new, momentum, details_coverage) values
    (1, 't1', 'One', 'Bo, Ana', '2026-02-27', '2026-03-03Z', 2, 0, 2, 3, 1, 0, null, true, 2.000, 0.125),  -- from 0 to 2
    (2, 't5', null, null, null, '2026-03-03Z', 1, 0, 1, 1, 0, 1, null, false, 1.000, 0.125),  -- from 0 to 1, known by id only
    (3, 't7', null, null, null, '2026-03-03Z', 2, 1, 1, 1, 0, 1, -3.0, false, 0.707, 0.125),  -- from 1 to 2: 1 / sqrt(2)
    (4, 't2', 'Two', null, null, '2026-03-03Z', 2, 2, 0, 0, 0, 1, 3.0, false, 0.000, 0.125),  -- no change: first by reach; six and no places up
    (5, 't6', null, null, null, '2026-03-03Z', 1, 1, 0, 0, 0, 0, 0.0, false, 0.000, 0.125),  -- first by id
    (6, 't9', null, null, null, '2026-03-03Z', 1, 1, 0, 0, 0, 9, 0.0, false, 0.000, 0.125),  -- no tie
    (7, 't8', null, null, null, '2026-03-03Z', 0, 0, 0, 1, 1, 2, null, true, 0.000, 0.125),  -- new, and gone again
    (8, 't3', 'Three', null, null, '2026-03-03Z', 0, 1, -1, 0, 1, 3, null, false, -0.707, 0.125);  -- from 1 to 0
