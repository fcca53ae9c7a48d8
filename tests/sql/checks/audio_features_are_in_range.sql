insert into spotify.audio_features (track_id, danceability, energy, speechiness, acousticness, instrumentalness, liveness, valence, key, mode, tempo, time_signature) values
    ('t1', 0.696, 0.905, 0.103, 0.011, 0.000905, 0.302, 0.625, 2, 1, 114.944, 4),  -- a song
    ('t2', 0, 1, 0, 1, 0, 1, 0, -1, 0, 0, 0),  -- the ends of the ranges; no key was heard
    ('t3', null, null, null, null, null, null, null, null, null, null, null),  -- nothing is said
    ('t4', 1.1, 0, 0, 0, 0, 0, 0, 0, 0, 90, 4),  -- offends: track_id=t4
    ('t5', 0, 0, 0, 0, 0, 0, -0.1, 0, 0, 90, 4),  -- offends: track_id=t5
    ('t6', 0, 0, 0, 0, 0, 0, 0, 12, 0, 90, 4),  -- offends: track_id=t6
    ('t7', 0, 0, 0, 0, 0, 0, 0, 0, 2, 90, 4),  -- offends: track_id=t7
    ('t8', 0, 0, 0, 0, 0, 0, 0, 0, 0, -90, 4);  -- offends: track_id=t8
