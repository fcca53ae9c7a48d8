insert into spotify.artists (artist_id, name, genres) values
    ('a1', 'Ana', '{rock,pop}'),  -- second in the credit
    ('a2', 'Bo', '{pop}'),  -- first in the credit; a genre of both counts once
    ('a3', 'Cy', '{}'),  -- of no genre
    ('a4', 'Di', null);  -- whose genres were not read

insert into spotify.albums (album_id, name, release_date, release_date_precision) values
    ('l1', 'First', '2020-05-01', 'month');  -- of May 2020

insert into spotify.tracks (track_id, name, album_id, duration_ms, is_explicit, isrc, popularity) values
    ('t1', ' One ', 'l1', 60000, true, 'us-abc-12-34567', 40),  -- all that can be known
    ('t2', 'Two', null, 0, false, null, null),  -- in no album, of unknown length, without genres
    ('t3', 'Three', 'l1', 90000, false, null, null),  -- by one whose genres were not read
    ('t4', '', 'l9', null, null, null, null);  -- nameless, nobody credited, of an album known by id only

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 2, 'a1'),  -- a guest
    ('t1', 1, 'a2'),  -- the main artist
    ('t2', 1, 'a3'),  -- of no genre
    ('t3', 1, 'a4'),  -- of unknown genres
    ('t3', 2, 'a9');  -- known by id only

insert into spotify.audio_features (track_id, danceability, energy, key, loudness, mode, speechiness, acousticness, instrumentalness, liveness, valence, tempo, time_signature) values
    ('t1', 0.9, 0.8, -1, -4, 1, 0.1, 0.2, 0, 0.3, 0.7, 120, 4),  -- no pitch class heard
    ('t8', 0.5, null, null, null, null, null, null, null, null, null, null, null);  -- of a track known by id only

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- in one playlist
    ('p1', 1, 'spotify:track:t1', 'track', 't1', false),  -- and again: still one playlist
    ('p1', 2, 'spotify:local:x', 'local', null, true),  -- a track without id: no row
    ('p1', 3, 'spotify:episode:e1', 'episode', null, false),  -- no track: no row
    ('p2', 0, 'spotify:track:t1', 'track', 't1', false),  -- in two playlists
    ('p2', 1, 'spotify:track:t6', 'track', 't6', false);  -- in a playlist, known by id only

insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01Z', '2026-03-02Z', 5, 't1'),  -- first seen
    ('p1', 'spotify:track:t1', 1, '2026-03-02Z', null, 0, 't1'),  -- moved, still there
    ('p2', 'spotify:track:t2', 1, '2026-03-01Z', '2026-03-03Z', 0, 't2'),  -- gone at the newest reading of p2
    ('p2', 'spotify:track:t5', 1, '2026-03-01Z', '2026-03-02Z', 1, 't5'),  -- gone, known by id only
    ('p1', 'spotify:local:x', 1, '2026-03-05Z', null, 2, null);  -- the newest reading of all

insert into spotify.saved_tracks (user_id, track_id, added_at, removed_at) values
    ('anna', 't1', '2026-03-01Z', '2026-03-02Z'),  -- removed
    ('anna', 't1', '2026-03-03Z', null),  -- and saved again: one listener
    ('ben', 't1', '2026-03-01Z', null),  -- another
    ('ben', 't3', '2026-03-01Z', '2026-03-02Z');  -- no longer saved

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- played
    ('anna', '2026-03-01 11:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- and again
    ('anna', '2026-03-01 12:00Z', 'spotify:local:x', null, 'recently-played'),  -- a track without id
    ('anna', '2026-03-01 13:00Z', 'spotify:track:t7', 't7', 'recently-played');  -- known by id only

insert into expected (track_id, track_name, artist_names, main_artist_id, main_artist_name, album_id, album_name, release_date, release_year, duration_ms, is_explicit, isrc, popularity, genres, danceability, energy, pitch_class, is_major, loudness, speechiness, acousticness, instrumentalness, liveness, valence, tempo, beats_per_bar, playlist_count, first_seen_at, last_seen_at, save_count, play_count, details_coverage) values
    ('t1', 'One', 'Bo, Ana', 'a2', 'Bo', 'l1', 'First', '2020-05-01', 2020, 60000, true, 'USABC1234567', 40, '{pop,rock}', 0.9, 0.8, null, true, -4, 0.1, 0.2, 0, 0.3, 0.7, 120, 4, 2, '2026-03-01Z', '2026-03-05Z', 2, 2, 1.000),  -- everything
    ('t2', 'Two', 'Cy', 'a3', 'Cy', null, null, null, null, null, false, null, null, '{}', null, null, null, null, null, null, null, null, null, null, null, null, 0, '2026-03-01Z', '2026-03-03Z', 0, 0, 0.000),  -- of no genre, no album, gone
    ('t3', 'Three', 'Di', 'a4', 'Di', 'l1', 'First', '2020-05-01', 2020, 90000, false, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, 0, null, null, 0, 0, 1.000),  -- of unknown genres, in no playlist
    ('t4', null, null, null, null, 'l9', null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, 0, null, null, 0, 0, 0.000),  -- next to nothing
    ('t5', null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, 0, '2026-03-01Z', '2026-03-02Z', 0, 0, 0.000),  -- an id from the history
    ('t6', null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, 1, null, null, 0, 0, 0.000),  -- an id from a playlist
    ('t7', null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, 0, null, null, 0, 1, 0.000),  -- an id from plays
    ('t8', null, null, null, null, null, null, null, null, null, null, null, null, null, 0.5, null, null, null, null, null, null, null, null, null, null, null, 0, null, null, 0, 0, 0.000);  -- an id from audio features
