insert into spotify.tracks (track_id) values
    ('t1');  -- known

insert into spotify.audio_features (track_id) values
    ('t1'),  -- known
    ('t8');  -- offends: track_id=t8

insert into spotify.audio_analysis (track_id) values
    ('t1'),  -- known
    ('t9');  -- offends: track_id=t9
