insert into spotify.audio_analysis (track_id, section_count) values
    ('t1', 2),  -- both are there
    ('t2', 2),  -- in the wrong order
    ('t3', 2);  -- one is missing

insert into spotify.audio_analysis_sections (track_id, position, start_seconds) values
    ('t1', 1, 0),  -- the first
    ('t1', 2, 18.3),  -- and the second
    ('t2', 1, 18.3),  -- offends with the next
    ('t2', 2, 0),  -- offends: track_id=t2 positions=[2,1]
    ('t3', 1, 0),  -- offends: track_id=t3 positions=[1]
    ('t9', 1, 0);  -- offends: track_id=t9 positions=[1]
