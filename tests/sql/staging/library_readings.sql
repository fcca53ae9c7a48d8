insert into spotify.library_readings (user_id, list_name, first_read_at) values
    ('anna', 'saved_tracks', '2026-03-01 12:00Z'),  -- a list
    ('anna', 'followed_artists', '2026-03-02 12:00Z');  -- that failed the first time

insert into expected (user_id, list_name, first_read_at) values
    ('anna', 'saved_tracks', '2026-03-01 12:00Z'),  -- as stored
    ('anna', 'followed_artists', '2026-03-02 12:00Z');  -- as stored
