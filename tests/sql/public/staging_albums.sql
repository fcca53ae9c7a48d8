insert into spotify.albums (album_id, name, album_type, release_date_text, total_tracks, loaded_at) values
    ('l1', 'Best OF', 'compilation', '1999-12', 12, '2026-03-01 23:30Z'),  -- by two artists
    ('l2', null, null, null, null, '2026-03-02Z');  -- known by id only

insert into spotify.album_artists (album_id, position, artist_id) values
    ('l1', 2, 'a2'),  -- the second artist
    ('l1', 1, 'a1');  -- the first artist

insert into expected (album_id, album_name, album_type, release_date, total_tracks, artist_id, load_date) values
    ('l1', 'best of', 'compilation', '1999-12', 12, 'a1', '2026-03-01 23:30'),  -- by the first artist
    ('l2', null, null, null, null, null, '2026-03-02 00:00');  -- nothing known
