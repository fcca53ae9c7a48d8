insert into spotify.tracks (track_id, duration_ms) values
    ('t1', 204053),  -- a song
    ('t2', 0),  -- Spotify does not know
    ('t3', null),  -- never read
    ('t4', 86400000),  -- a day of rain
    ('t5', -1),  -- offends: track_id=t5
    ('t6', 204053000);  -- offends: track_id=t6
