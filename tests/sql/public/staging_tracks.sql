insert into spotify.tracks (track_id, name, album_id, track_number, duration_ms, is_explicit, popularity, loaded_at) values
    ('t1', 'ONE', 'l1', 3, 200000, true, 40, '2026-03-01 23:30Z'),  -- by two artists
    ('t2', 'Two', 'l1', 4, 60000, false, null, '2026-03-02Z'),  -- not explicit: the original left it out
    ('t3', null, null, null, null, null, null, '2026-03-02Z');  -- known by id only

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 2, 'a2'),  -- a guest
    ('t1', 1, 'a1');  -- the main artist

insert into expected (track_id, track_name, duration_minutes, popularity, explicit, preview_url, track_number, artist_id, album_id, market, load_date) values
    ('t1', 'one', 3.33, 40, true, null, 3, 'a1', 'l1', null, '2026-03-01 23:30'),  -- rounded, by the main artist
    ('t2', 'two', 1.00, null, false, null, 4, null, 'l1', null, '2026-03-02 00:00'),  -- kept
    ('t3', null, null, null, null, null, null, null, null, null, '2026-03-02 00:00');  -- nothing known
