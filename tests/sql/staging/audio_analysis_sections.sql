insert into spotify.audio_analysis_sections (track_id, position, start_seconds, duration_seconds, confidence, loudness, tempo, tempo_confidence, key, key_confidence, mode, mode_confidence, time_signature, time_signature_confidence) values
    ('t1', 1, 0, 18.3, 1, -20.074, 98.253, 0.767, 5, 0.327, 1, 0.566, 4, 1),  -- F major
    ('t1', 2, 18.3, 20, 0.4, -12, 98, 0.5, -1, 0, -1, 0, 4, 1);  -- noise

insert into expected (track_id, section_position, start_seconds, duration_seconds, confidence, loudness, tempo, tempo_confidence, pitch_class, pitch_class_confidence, is_major, is_major_confidence, beats_per_bar, beats_per_bar_confidence) values
    ('t1', 1, 0, 18.3, 1, -20.074, 98.253, 0.767, 5, 0.327, true, 0.566, 4, 1),  -- as heard
    ('t1', 2, 18.3, 20, 0.4, -12, 98, 0.5, null, 0, null, 0, 4, 1);  -- neither key nor mode
