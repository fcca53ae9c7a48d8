insert into spotify.playlists (playlist_id, name, label) values
    ('p1', ' Mixed ', 'Germany'),  -- all kinds of entries
    ('p2', '', null),  -- nameless, a track known by id only
    ('p4', 'Empty', null);  -- no entries: no row

insert into spotify.artists (artist_id, name, genres) values
    ('a1', 'Ana', '{pop,soul}'),  -- two genres
    ('a2', 'Bo', null),  -- never read
    ('a3', 'Cy', '{}');  -- Spotify knows none

insert into spotify.albums (album_id, name, release_date) values
    ('l1', 'New', '2026-03-01'),  -- ten days before the newest change
    ('l2', 'A year old', '2025-03-11'),  -- to the day: not new any more
    ('l3', 'Old', '1999-03-11'),  -- of another century
    ('l4', 'Undated', null);  -- nobody knows

insert into spotify.tracks (track_id, name, album_id, duration_ms, is_explicit, popularity) values
    ('t1', 'One', 'l1', 120000, true, 80),  -- two minutes
    ('t2', 'Two', 'l2', 180000, false, 40),  -- three
    ('t3', 'Three', 'l3', 0, false, null),  -- of unknown length and popularity
    ('t4', 'Four', 'l4', 240000, null, null),  -- four; nothing said of its words
    ('t5', '', 'l4', null, null, null),  -- nameless
    ('t7', 'Seven', null, 60000, false, 10);  -- no album

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t1', 2, 'a2'),  -- with Bo
    ('t2', 1, 'a1'),  -- by Ana again
    ('t3', 1, 'a2'),  -- by Bo, whose genres nobody read
    ('t5', 1, 'a9'),  -- by somebody known by id only
    ('t7', 1, 'a3');  -- by Cy

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- 2026, explicit
    ('p1', 1, 'spotify:track:t2', 'track', 't2', false),  -- 2025
    ('p1', 2, 'spotify:track:t2', 'track', 't2', false),  -- repeated: the track still counts once
    ('p1', 3, 'spotify:track:t3', 'track', 't3', false),  -- 1999
    ('p1', 4, 'spotify:track:t4', 'track', 't4', false),  -- nobody credited
    ('p1', 5, 'spotify:track:t5', 'track', 't5', false),  -- nameless
    ('p1', 6, 'spotify:local:Ana::Demo:61', 'local', null, true),  -- a file
    ('p1', 7, 'spotify:local:Ana::Demo:61', 'local', null, true),  -- repeated
    ('p1', 8, 'spotify:episode:e1', 'episode', null, false),  -- an episode
    ('p1', 9, 'spotify:unavailable', 'unavailable', null, false),  -- gone
    ('p1', 10, 'spotify:unavailable', 'unavailable', null, false),  -- another one that is gone, no repetition
    ('p2', 0, 'spotify:track:t6', 'track', 't6', false),  -- known by id only
    ('p3', 0, 'spotify:episode:e1', 'episode', null, false),  -- no track at all
    ('p5', 0, 'spotify:track:t7', 'track', 't7', false);  -- known to have no genre

insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-03-10 23:00Z', null, 0, 't1'),  -- came with the newest change of this playlist
    ('p1', 'spotify:track:t2', 1, '2026-03-01 23:00Z', null, 1, 't2'),  -- nine days
    ('p1', 'spotify:track:t8', 1, '2026-03-01 23:00Z', '2026-03-06 23:00Z', 2, 't8'),  -- left: not one of the current ones
    ('p1', 'spotify:track:t3', 1, '2026-03-06 23:00Z', null, 3, 't3'),  -- four days
    ('p2', 'spotify:track:t6', 1, '2026-03-11 23:00Z', null, 0, 't6');  -- the newest change of all, on the 11th in UTC

insert into expected (playlist_id, playlist_name, playlist_label, items_total, track_count, artist_count, repeated_share, local_share, unavailable_share, episode_share, explicit_share, median_release_year, median_age_days, new_share, average_popularity, average_duration_minutes, top_genre, genre_count, median_days_in, average_turnover, details_coverage, genre_coverage) values
    ('p1', 'Mixed', 'Germany', 11, 5, 3, 0.182, 0.182, 0.182, 0.091, 0.333, 2025, 365.0, 0.333, 60.0, 3.0, 'pop', 2, 4.0, 0.250, 0.600, 0.400),  -- one of two left, then none; t4 has no artist, t5 no name
    ('p2', null, null, 1, 1, null, 0.000, 0.000, 0.000, 0.000, null, null, null, null, null, null, null, null, 0.0, null, 0.000, 0.000),  -- nothing known of its track
    ('p3', null, null, 1, 0, 0, 0.000, 0.000, 0.000, 1.000, null, null, null, null, null, null, null, null, null, null, null, null),  -- nothing to know
    ('p5', null, null, 1, 1, 1, 0.000, 0.000, 0.000, 0.000, 0.000, null, null, null, 10.0, 1.0, null, 0, null, null, 0.000, 1.000);  -- known to have no genre, no history
