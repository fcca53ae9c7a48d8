insert into spotify.audio_analysis (track_id, tempo_confidence, key_confidence, mode_confidence, time_signature_confidence) values
    ('t1', 0, 1, 0.5, null),  -- within
    ('t2', 98.002, 1, 0.5, 1);  -- offends: track_id=t2 position=0

insert into spotify.audio_analysis_sections (track_id, position, confidence, tempo_confidence, key_confidence, mode_confidence, time_signature_confidence) values
    ('t1', 1, 1, 0, 1, 0.5, null),  -- within
    ('t1', 2, -1, 0, 1, 0.5, 1);  -- offends: track_id=t1 position=2
