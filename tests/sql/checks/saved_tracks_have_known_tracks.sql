insert into spotify.tracks (track_id) values
    ('t1');  -- known

insert into spotify.saved_tracks (user_id, track_id, added_at) values
    ('anna', 't1', '2026-03-01 10:00Z'),  -- known
    ('anna', 't9', '2026-03-01 10:00Z');  -- offends: user_id=anna track_id=t9
