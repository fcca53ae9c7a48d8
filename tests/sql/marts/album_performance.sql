insert into spotify.artists (artist_id, name) values
    ('a1', 'Ana'),  -- second in the credit
    ('a2', 'Bo');  -- first in the credit

insert into spotify.albums (album_id, name, album_type, release_date, label, upc, popularity) values
    ('d1', 'First', 'album', '2026-02-20', 'Company', '00602400000001', 40),  -- with two tracks in playlists
    ('d3', 'Third', 'single', '2026-03-01', null, null, null);  -- in no playlist: no row

insert into spotify.album_artists (album_id, position, artist_id) values
    ('d1', 2, 'a1'),  -- named second
    ('d1', 1, 'a2');  -- named first

insert into spotify.tracks (track_id, name, album_id) values
    ('t1', 'One', 'd1'),  -- on the first
    ('t2', 'Two', 'd1'),  -- on the first
    ('t3', 'Three', 'd2'),  -- on an album known by id
    ('t5', 'Five', 'd1'),  -- in no playlist
    ('t6', 'Six', null);  -- on no album

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1');  -- of one in four tracks all is known

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- played
    ('ben', '2026-03-01 10:00Z', 'spotify:track:t5', 't5', 'recently-played'),  -- another track of it, by another listener
    ('anna', '2026-03-01 10:05Z', 'spotify:local:x', null, 'recently-played'),  -- no track
    ('anna', '2026-03-01 10:10Z', 'spotify:track:t6', 't6', 'recently-played');  -- on no album

insert into spotify.playlists (playlist_id, name, label) values
    ('p1', 'Top 50 - Germany', 'Germany'),  -- first read on the first
    ('p2', 'Top 50 - France', 'France'),  -- first read on the second
    ('p3', 'Mine', null);  -- first read on the last day, of no label

insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01Z', '2026-03-11Z', 4, 't1'),  -- there at the first reading: since when, nobody knows
    ('p1', 'spotify:track:t1', 1, '2026-03-11Z', null, 3, 't1'),  -- moved: neither out nor in
    ('p1', 'spotify:track:t1', 2, '2026-03-05Z', '2026-03-11Z', 9, 't1'),  -- a copy beside it: the same playlist
    ('p1', 'spotify:track:t2', 1, '2026-03-05Z', '2026-03-07Z', 2, 't2'),  -- two days
    ('p1', 'spotify:track:t2', 1, '2026-03-11Z', '2026-03-21Z', 1, 't2'),  -- and once more ten
    ('p1', 'spotify:local:x', 1, '2026-03-01Z', null, 0, null),  -- no track
    ('p1', 'spotify:episode:e1', 1, '2026-03-01Z', null, 5, null),  -- no track
    ('p2', 'spotify:track:t1', 1, '2026-03-02Z', '2026-03-05Z', 0, 't1'),  -- three days beside the first playlist
    ('p2', 'spotify:track:t2', 1, '2026-03-05Z', '2026-03-21Z', 6, 't2'),  -- sixteen days beside the first playlist
    ('p2', 'spotify:track:t3', 1, '2026-03-05Z', '2026-03-21Z', 7, 't3'),  -- gone when the next one has it
    ('p3', 'spotify:track:t3', 1, '2026-03-21Z', null, 2, 't3'),  -- there at the first reading of this one, known before
    ('p3', 'spotify:track:t4', 1, '2026-03-21Z', null, 8, 't4');  -- of no length yet

insert into expected (album_id, album_name, artist_names, album_type, release_date, record_label, upc, popularity, track_count, tracks_now, reach, playlists_reached, labels_reached, best_position, best_position_now, days_in, longest_days_in, entries, exits, first_entered_at, is_since_first_reading, play_count, details_coverage) values
    ('d1', 'First', 'Bo, Ana', 'album', '2026-02-20', 'Company', '00602400000001', 40, 2, 1, 1, 2, 2, 0, 3, 51.0, 20.0, 5, 4, '2026-03-01 00:00Z', true, 2, 0.250),  -- 23 days of one track and 28 of the other
    ('d2', null, null, null, null, null, null, null, 1, 1, 1, 2, 1, 2, 2, 16.0, 16.0, 2, 1, '2026-03-05 00:00Z', false, 0, 0.250);  -- known by id only
