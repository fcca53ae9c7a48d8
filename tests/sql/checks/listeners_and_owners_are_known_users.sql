insert into spotify.users (user_id) values
    ('anna');  -- known

insert into spotify.playlists (playlist_id, owner_id) values
    ('p1', 'anna'),  -- known
    ('p2', null),  -- owner not given
    ('p3', ''),  -- Spotify names nobody
    ('p4', 'olga');  -- offends: user_id=olga met_as=owner

insert into spotify.plays (user_id, played_at, item_uri, source) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t1', 'recently-played'),  -- known
    ('paul', '2026-03-01 10:00Z', 'spotify:track:t1', 'recently-played');  -- offends: user_id=paul met_as=listener

insert into spotify.saved_tracks (user_id, track_id, added_at) values
    ('paul', 't1', '2026-03-01 10:00Z'),  -- offends, together with his play
    ('sara', 't1', '2026-03-01 10:00Z');  -- offends: user_id=sara met_as=listener
