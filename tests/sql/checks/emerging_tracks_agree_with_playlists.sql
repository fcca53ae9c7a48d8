insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- as in the history
    ('p1', 1, 'spotify:track:t1', 'track', 't1', false),  -- again in the same playlist: one
    ('p1', 2, 'spotify:local:Ana::Demo:61', 'local', null, true),  -- no track
    ('p2', 0, 'spotify:track:t1', 'track', 't1', false),  -- a second playlist
    ('p2', 1, 'spotify:track:t3', 'track', 't3', false);  -- offends: track_id=t3 playlist_count=1 reach=null

insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01Z', null, 0, 't1'),  -- there
    ('p1', 'spotify:track:t1', 2, '2026-03-01Z', null, 1, 't1'),  -- there
    ('p1', 'spotify:local:Ana::Demo:61', 1, '2026-03-01Z', null, 2, null),  -- there
    ('p2', 'spotify:track:t1', 1, '2026-03-01Z', null, 0, 't1'),  -- there
    ('p1', 'spotify:track:t2', 1, '2026-03-01Z', '2026-03-02Z', 3, 't2'),  -- gone: reach 0, no entry
    ('p3', 'spotify:track:t4', 1, '2026-03-01Z', null, 0, 't4');  -- offends: track_id=t4 playlist_count=0 reach=1

insert into marts.emerging_tracks (rank, track_id, reach) values
    (9, 't5', 2);  -- offends: track_id=t5 playlist_count=0 reach=2
