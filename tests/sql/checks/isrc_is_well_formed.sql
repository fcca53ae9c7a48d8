insert into spotify.tracks (track_id, isrc) values
    ('t1', 'GBUM72100001'),  -- as it should be
    ('t2', 'QZ4JJ1812345'),  -- a registrant with a digit
    ('t3', null),  -- never read
    ('t4', 'gbum72100001'),  -- offends: track_id=t4
    ('t5', 'GB-UM7-21-00001'),  -- offends: track_id=t5
    ('t6', 'GBUM7210000'),  -- offends: track_id=t6
    ('t7', '');  -- offends: track_id=t7
