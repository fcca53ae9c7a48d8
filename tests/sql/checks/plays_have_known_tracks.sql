insert into spotify.tracks (track_id) values
    ('t1');  -- known

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- known
    ('anna', '2026-03-01 10:05Z', 'spotify:local:x', null, 'recently-played'),  -- a local file names no track
    ('anna', '2026-03-01 10:10Z', 'spotify:track:t9', 't9', 'recently-played');  -- offends: item_uri=spotify:track:t9 track_id=t9
