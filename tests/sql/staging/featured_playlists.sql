insert into spotify.featured_playlists (observed_on, rank, playlist_id, message) values
    ('2026-03-01', 1, 'p1', 'New Music Friday! '),  -- under a message
    ('2026-03-01', 2, 'p2', '');  -- under none

insert into expected (observed_on, playlist_rank, playlist_id, list_message) values
    ('2026-03-01', 1, 'p1', 'New Music Friday!'),  -- trimmed
    ('2026-03-01', 2, 'p2', null);  -- none
