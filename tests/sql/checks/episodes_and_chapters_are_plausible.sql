insert into spotify.episodes (episode_id, duration_ms, release_date, release_date_text) values
    ('e1', 3690161, '2024-07-26', '2024-07-26'),  -- an hour
    ('e2', 0, null, '0000'),  -- Spotify knows neither
    ('e3', null, null, null),  -- nothing is said
    ('e4', 86400001, '2024-01-01', '2024'),  -- offends: subject=episode subject_id=e4
    ('e5', 1000, '2024-01-01', '2023'),  -- offends: subject=episode subject_id=e5
    ('e6', 1000, current_date + 1000, to_char(current_date + 1000, 'YYYY'));  -- offends: subject=episode subject_id=e6

insert into spotify.chapters (chapter_id, duration_ms, release_date, release_date_text) values
    ('c1', 23000, '2015-11-01', '2015-11'),  -- opening credits
    ('c2', -1, '2015-11-01', '2015-11'),  -- offends: subject=chapter subject_id=c2
    ('c3', 1000, '2015-11-01', '2014-11'),  -- offends: subject=chapter subject_id=c3
    ('c4', 1000, current_date + 1000, to_char(current_date + 1000, 'YYYY'));  -- offends: subject=chapter subject_id=c4
