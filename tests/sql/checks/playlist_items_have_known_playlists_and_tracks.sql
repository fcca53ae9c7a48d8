insert into spotify.playlists (playlist_id) values
    ('p1');  -- known

insert into spotify.tracks (track_id) values
    ('t1');  -- known

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- both known
    ('p1', 1, 'spotify:local:x', 'local', null, true),  -- a local file names no track
    ('p1', 2, 'spotify:track:t9', 'track', 't9', false),  -- offends: playlist_id=p1 position=2 track_id=t9
    ('p9', 0, 'spotify:track:t1', 'track', 't1', false);  -- offends: playlist_id=p9 position=0 track_id=t1
