insert into spotify.audio_features (track_id, danceability, energy, key, mode, loudness, speechiness, acousticness, instrumentalness, liveness, valence, tempo, time_signature, duration_ms) values
    ('t1', 0.696, 0.905, 2, 1, -2.743, 0.103, 0.011, 0.000905, 0.302, 0.625, 114.944, 4, 207960),  -- D major
    ('t2', 0, 0, -1, 0, -60, 0, 0, 1, 0, 0, 0, 0, 0);  -- silence

insert into expected (track_id, danceability, energy, pitch_class, is_major, loudness, speechiness, acousticness, instrumentalness, liveness, valence, tempo, beats_per_bar, duration_ms) values
    ('t1', 0.696, 0.905, 2, true, -2.743, 0.103, 0.011, 0.000905, 0.302, 0.625, 114.944, 4, 207960),  -- as heard
    ('t2', 0, 0, null, false, -60, 0, 0, 1, 0, 0, null, null, null);  -- no key, no tempo, no bars
