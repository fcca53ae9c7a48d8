insert into spotify.artists (artist_id, name, popularity, followers) values
    ('a1', 'Ana', 70, 1000),  -- on two tracks in playlists
    ('a2', 'Bo', null, null),  -- a guest on one of them
    ('a3', 'Cy', 1, 5);  -- in no playlist: no row

insert into spotify.tracks (track_id, name, album_id) values
    ('t1', 'One', 'd1'),  -- all is known of it
    ('t2', 'Two', null),  -- without an album
    ('t5', 'Five', 'd1');  -- in no playlist

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t1', 2, 'a2'),  -- with Bo
    ('t1', 3, 'a1'),  -- and Ana again: once
    ('t2', 1, 'a1'),  -- by Ana
    ('t3', 1, 'a9'),  -- by somebody known by id only; nobody is credited on the fourth
    ('t5', 1, 'a1'),  -- by Ana, in no playlist
    ('t5', 2, 'a3');  -- with Cy

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- played
    ('ben', '2026-03-01 10:00Z', 'spotify:track:t5', 't5', 'recently-played'),  -- another track of hers, by another listener
    ('anna', '2026-03-01 10:05Z', 'spotify:local:x', null, 'recently-played');  -- no track

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

insert into expected (artist_id, artist_name, popularity, followers, track_count, tracks_now, reach, playlists_reached, labels_reached, best_position, best_position_now, days_in, longest_days_in, entries, exits, first_entered_at, is_since_first_reading, play_count, details_coverage) values
    ('a1', 'Ana', 70, 1000, 2, 1, 1, 2, 2, 0, 3, 51.0, 20.0, 5, 4, '2026-03-01 00:00Z', true, 2, 0.250),  -- 23 days of one track and 28 of the other
    ('a2', 'Bo', null, null, 1, 1, 1, 2, 2, 0, 3, 23.0, 20.0, 2, 1, '2026-03-01 00:00Z', true, 1, 0.250),  -- the days of the one track
    ('a9', null, null, null, 1, 1, 1, 2, 1, 2, 2, 16.0, 16.0, 2, 1, '2026-03-05 00:00Z', false, 0, 0.250);  -- known by id only; seen before the first reading of the second playlist
