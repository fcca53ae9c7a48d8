insert into spotify.audio_analysis (track_id, duration_seconds, end_of_fade_in_seconds, start_of_fade_out_seconds, loudness, tempo, tempo_confidence, key, key_confidence, mode, mode_confidence, time_signature, time_signature_confidence, section_count, bar_count, beat_count, tatum_count, segment_count) values
    ('t1', 255.34898, 0, 251.73333, -11.84, 98.002, 0.423, 5, 0.36, 0, 0.414, 4, 1, 10, 100, 400, 800, 900),  -- F minor
    ('t2', 10, 0, 10, -60, 0, 0, -1, 0, -1, 0, 0, 0, 0, 0, 0, 0, 1);  -- silence

insert into expected (track_id, duration_seconds, end_of_fade_in_seconds, start_of_fade_out_seconds, loudness, tempo, tempo_confidence, pitch_class, pitch_class_confidence, is_major, is_major_confidence, beats_per_bar, beats_per_bar_confidence, section_count, bar_count, beat_count, tatum_count, segment_count) values
    ('t1', 255.34898, 0, 251.73333, -11.84, 98.002, 0.423, 5, 0.36, false, 0.414, 4, 1, 10, 100, 400, 800, 900),  -- as heard
    ('t2', 10, 0, 10, -60, 0, 0, null, 0, null, 0, 0, 0, 0, 0, 0, 0, 1);  -- neither key nor mode
