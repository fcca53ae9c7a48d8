insert into spotify.playlists (playlist_id, name) values
    ('p1', ' Morning '),  -- a tense one
    ('p2', 'Local'),  -- without a single feature: no row
    ('p3', 'Empty'),  -- nothing read: no row
    ('p4', '');  -- nameless, and of a track of which little was heard

insert into spotify.users (user_id, display_name) values
    ('anna', 'Anna');  -- the listener; ben is known by id only

insert into spotify.audio_features (track_id, danceability, energy, key, loudness, mode, speechiness, acousticness, instrumentalness, liveness, valence, tempo) values
    ('t1', 0.9, 0.8, 1, -4, 1, 0.1, 0.2, 0, 0.3, 0.9, 120),  -- happy, major
    ('t2', 0.3, 0.5, -1, -10, 0, 0.4, 0.8, 0.6, 0.1, 0.1, 0),  -- tense, minor, no tempo heard
    ('t3', 0.5, 0.2, 2, -20, 1, 0.1, 0.9, 0.9, 0.1, 0.5, 60),  -- calm, on the border of valence
    ('t4', null, null, null, null, null, null, null, null, null, null, null),  -- analysed in vain: no feature
    ('t5', null, 0.4, null, null, null, null, null, null, null, null, null),  -- energy only
    ('t6', 0.5, 0.1, 2, -20, 0, 0.1, 0.9, 0.9, 0.1, 0.2, 60);  -- sad

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- once
    ('p1', 1, 'spotify:track:t2', 'track', 't2', false),  -- twice
    ('p1', 2, 'spotify:track:t2', 'track', 't2', false),  -- so that it weighs twice
    ('p1', 3, 'spotify:local:x', 'local', null, true),  -- without features
    ('p1', 4, 'spotify:unavailable', 'unavailable', null, false),  -- without features
    ('p1', 5, 'spotify:episode:e1', 'episode', null, false),  -- no track
    ('p1', 6, 'spotify:track:t9', 'track', 't9', false),  -- a track known by id only: without features
    ('p2', 0, 'spotify:local:x', 'local', null, true),  -- without features
    ('p2', 1, 'spotify:track:t4', 'track', 't4', false),  -- without features
    ('p4', 0, 'spotify:track:t5', 'track', 't5', false);  -- no valence: no mood

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t3', 't3', 'recently-played'),  -- calm
    ('anna', '2026-03-01 11:00Z', 'spotify:track:t3', 't3', 'recently-played'),  -- calm again
    ('anna', '2026-03-01 12:00Z', 'spotify:local:x', null, 'recently-played'),  -- without features
    ('anna', '2026-03-01 13:00Z', 'spotify:episode:e1', null, 'recently-played'),  -- no track
    ('cleo', '2026-03-01 13:00Z', 'spotify:track:t9', 't9', 'recently-played');  -- without a single feature: no row

insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
    ('anna', '2026-03-01 00:00Z', '2026-03-02 00:00Z', true),  -- a whole day
    ('anna', '2026-03-02 00:00Z', '2026-03-03 00:00Z', false);  -- and one that is missing

insert into spotify.saved_tracks (user_id, track_id, added_at, removed_at) values
    ('anna', 't1', '2026-03-01Z', null),  -- happy
    ('anna', 't2', '2026-03-01Z', '2026-03-02Z'),  -- removed
    ('ben', 't6', '2026-03-01Z', null);  -- sad

insert into expected (subject_type, subject_id, subject_name, track_count, danceability, energy, valence, acousticness, instrumentalness, speechiness, liveness, tempo, loudness, share_major, mood, feature_coverage, coverage) values
    ('playlist', 'p1', 'Morning', 3, 0.500, 0.600, 0.367, 0.600, 0.400, 0.300, 0.167, 120.0, -8.0, 0.333, 'tense', 0.500, null),  -- t1 once, t2 twice; three of six
    ('playlist', 'p4', null, 1, null, 0.400, null, null, null, null, null, null, null, null, null, 1.000, null),  -- energy only
    ('plays', 'anna', 'Anna', 2, 0.500, 0.200, 0.500, 0.900, 0.900, 0.100, 0.100, 60.0, -20.0, 1.000, 'calm', 0.667, 0.500),  -- two of three, half of the time known
    ('saved', 'anna', 'Anna', 1, 0.900, 0.800, 0.900, 0.200, 0.000, 0.100, 0.300, 120.0, -4.0, 1.000, 'happy', 1.000, null),  -- what is saved now
    ('saved', 'ben', null, 1, 0.500, 0.100, 0.200, 0.900, 0.900, 0.100, 0.100, 60.0, -20.0, 0.000, 'sad', 1.000, null);  -- one sad track
