insert into spotify.albums (album_id, name, album_type, release_date, release_date_text, release_date_precision, total_tracks, label, upc, popularity, image_url) values
    ('b1', 'First ', 'ALBUM', '2019-05-17', '2019-05-17', 'day', 12, ' Warp ', '0123', 55, 'https://i.scdn.co/image/1'),  -- full album
    ('b2', 'Old', 'compilation', '1971-01-01', '1971', 'year', 3, '', '', null, null),  -- year only: the first of January; empty texts are none
    ('b3', '', 'single', null, '0000', 'year', 1, null, null, null, null);  -- "0000" is no year

insert into expected (album_id, album_name, album_type, release_date, release_year, release_date_precision, total_tracks, record_label, upc, popularity, image_url) values
    ('b1', 'First', 'album', '2019-05-17', 2019, 'day', 12, 'Warp', '0123', 55, 'https://i.scdn.co/image/1'),  -- trimmed, lower case type
    ('b2', 'Old', 'compilation', '1971-01-01', 1971, 'year', 3, null, null, null, null),  -- its year
    ('b3', null, 'single', null, null, 'year', 1, null, null, null, null);  -- no year
