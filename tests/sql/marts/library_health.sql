insert into spotify.artists (artist_id, name) values
    ('a1', 'Ana');  -- by whom all is

insert into spotify.albums (album_id, name) values
    ('l1', 'First');  -- on which all is

insert into spotify.tracks (track_id, name, album_id, isrc) values
    ('t1', 'Old', 'l1', 'USABC0000001'),  -- saved long ago, never played
    ('t2', 'Heard', 'l1', 'USABC0000002'),  -- saved long ago, played
    ('t3', 'Twin', 'l1', 'USABC0000003'),  -- saved long ago, played as t4 only
    ('t4', 'Twin', 'l1', 'usabc0000003'),  -- the same recording, saved later
    ('t5', 'Twin', 'l1', 'USABC0000003'),  -- the same, saved in the moment of t4
    ('t6', 'New', 'l1', 'USABC0000006'),  -- saved with fewer than 28 known days to come
    ('t7', 'Nobody', 'l9', null);  -- nobody credited, of an album known by id only

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- Ana
    ('t2', 1, 'a1'),  -- Ana
    ('t3', 1, 'a1'),  -- Ana
    ('t4', 1, 'a1'),  -- Ana
    ('t5', 1, 'a1'),  -- Ana
    ('t6', 1, 'a1');  -- Ana

-- Anna: 28 days are known since the middle of 21 January, for February's gap does not count; Ben: 27 days; Cleo: none.
insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
    ('anna', '2026-01-01 00:00Z', '2026-02-01 12:00Z', true),  -- January and half a day
    ('anna', '2026-02-01 12:00Z', '2026-03-01 00:00Z', false),  -- a gap
    ('anna', '2026-03-01 00:00Z', '2026-03-18 00:00Z', true),  -- and 17 days
    ('ben', '2026-01-01 00:00Z', '2026-01-28 00:00Z', true);  -- too few to say what was never played

insert into spotify.saved_tracks (user_id, track_id, added_at, removed_at) values
    ('anna', 't1', '2026-01-21 12:00Z', null),  -- 11 days of January and 17 of March
    ('anna', 't2', '2025-01-01 00:00Z', null),  -- played
    ('anna', 't3', '2025-01-01 00:00Z', null),  -- played as t4, saved first
    ('anna', 't4', '2025-01-02 00:00Z', null),  -- a duplicate
    ('anna', 't5', '2025-01-02 00:00Z', null),  -- another: all are of the one saved first
    ('anna', 't6', '2026-01-21 12:01Z', null),  -- a minute too late to be a finding
    ('anna', 't7', '2025-01-01 00:00Z', '2026-01-01Z'),  -- no longer saved
    ('ben', 't1', '2025-01-01 00:00Z', null),  -- never played, but too few days known
    ('ben', 't7', '2025-01-01 00:00Z', null),  -- artists and album not stored
    ('cleo', 't8', '2025-01-01 00:00Z', null);  -- known by id only, and no plays read

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-01-05 10:00Z', 'spotify:track:t2', 't2', 'recently-played'),  -- heard
    ('anna', '2026-01-05 11:00Z', 'spotify:track:t2', 't2', 'recently-played'),  -- and again
    ('anna', '2026-01-05 12:00Z', 'spotify:track:t4', 't4', 'recently-played'),  -- the recording of t3 and t5 too
    ('anna', '2026-01-05 13:00Z', 'spotify:local:x', null, 'recently-played'),  -- a local file
    ('anna', '2026-01-05 14:00Z', 'spotify:episode:e1', null, 'recently-played'),  -- an episode
    ('ben', '2026-01-05 10:00Z', 'spotify:track:t1', 't1', 'recently-played');  -- Ben's, which says nothing of Anna

insert into spotify.library_readings (user_id, list_name, first_read_at) values
    ('dora', 'saved_tracks', '2026-01-01Z');  -- a listener who has nothing saved

insert into spotify.playlists (playlist_id, name, owner_id) values
    ('p1', 'Mine', 'anna'),  -- with unavailable entries
    ('p2', 'Fine', 'anna'),  -- without
    ('p3', '', 'dora'),  -- nameless, with one of unknown date
    ('p4', 'Top 50', 'spotify');  -- of nobody whose library is read: no finding

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local, added_at) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false, '2026-01-01Z'),  -- available
    ('p1', 1, 'spotify:unavailable', 'unavailable', null, false, '2026-01-03Z'),  -- not
    ('p1', 2, 'spotify:unavailable', 'unavailable', null, false, '2026-01-02Z'),  -- nor this one, added first
    ('p2', 0, 'spotify:local:x', 'local', null, true, null),  -- a local file is no finding
    ('p3', 0, 'spotify:unavailable', 'unavailable', null, false, null),  -- since nobody knows when
    ('p4', 0, 'spotify:unavailable', 'unavailable', null, false, null);  -- Spotify's own business

insert into expected (user_id, finding, item_type, item_id, item_name, artist_names, since, duplicate_of, detail, coverage, details_coverage) values
    ('anna', 'saved_but_never_played', 'track', 't1', 'Old', 'Ana', '2026-01-21 12:00Z', null, 'no play in at least 28 days of known plays since it was saved', 0.638, 1.000),  -- 48.5 of 76 days known
    ('anna', 'duplicate_recording', 'track', 't4', 'Twin', 'Ana', '2025-01-02 00:00Z', 't3', 'saved under several ids with the ISRC USABC0000003', 0.638, 1.000),  -- of t3
    ('anna', 'duplicate_recording', 'track', 't5', 'Twin', 'Ana', '2025-01-02 00:00Z', 't3', 'saved under several ids with the ISRC USABC0000003', 0.638, 1.000),  -- of t3
    ('anna', 'unavailable_in_own_playlist', 'playlist', 'p1', 'Mine', null, '2026-01-02Z', null, '2 of its entries unavailable, the first at place 2', 0.638, 1.000),  -- places count from 1
    ('ben', 'details_missing', 'track', 't7', 'Nobody', null, '2025-01-01 00:00Z', null, 'not stored: artists, album', 1.000, 0.500),  -- the name alone
    ('cleo', 'details_missing', 'track', 't8', null, null, '2025-01-01 00:00Z', null, 'not stored: name, artists, album', null, 0.000),  -- nothing
    ('dora', 'unavailable_in_own_playlist', 'playlist', 'p3', null, null, null, null, '1 of its entries unavailable, the first at place 1', null, null);  -- nothing saved
