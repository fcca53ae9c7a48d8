insert into spotify.albums (album_id, release_date, release_date_text, release_date_precision) values
    ('b1', '2019-05-17', '2019-05-17', 'day'),  -- a day
    ('b2', '1971-01-01', '1971', 'year'),  -- a year
    ('b3', null, '0000', 'year'),  -- Spotify gives no year
    ('b4', null, null, null),  -- a local file's album
    ('b5', null, '', null),  -- an empty text
    ('b6', current_date + 30, to_char(current_date + 30, 'YYYY-MM-DD'), 'day'),  -- announced
    ('b7', current_date + 1000, to_char(current_date + 1000, 'YYYY-MM-DD'), 'day'),  -- offends: album_id=b7
    ('b8', '1066-01-01', '1066', 'year'),  -- offends: album_id=b8
    ('b9', '2001-01-01', '1999', 'year'),  -- offends: album_id=b9
    ('b10', null, '1999-05', 'month');  -- offends: album_id=b10
