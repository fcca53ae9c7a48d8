insert into spotify.plays (user_id, played_at, item_uri, track_id, context_uri, source) values
    ('anna', '2026-03-01 23:59:59.999Z', 'spotify:track:t1', 't1', 'spotify:playlist:p1', 'recently-played'),  -- last moment of the first
    ('anna', '2026-03-02 00:00Z', 'spotify:track:t1', 't1', 'spotify:user:anna:playlist:p1', 'recently-played'),  -- first of the second; old kind of URI
    ('anna', '2026-03-02 00:05Z', 'spotify:track:t1', 't1', 'spotify:user:anna:collection', 'recently-played'),  -- liked songs
    ('anna', '2026-03-02 00:10Z', 'spotify:local:Ana::Demo:61', null, null, 'recently-played');  -- local file, started from nothing

insert into expected (user_id, played_at, played_on, item_uri, item_type, track_id, context_uri, context_type, play_source) values
    ('anna', '2026-03-01 23:59:59.999Z', '2026-03-01', 'spotify:track:t1', 'track', 't1', 'spotify:playlist:p1', 'playlist', 'recently-played'),  -- the first
    ('anna', '2026-03-02 00:00Z', '2026-03-02', 'spotify:track:t1', 'track', 't1', 'spotify:user:anna:playlist:p1', 'playlist', 'recently-played'),  -- the second
    ('anna', '2026-03-02 00:05Z', '2026-03-02', 'spotify:track:t1', 'track', 't1', 'spotify:user:anna:collection', 'collection', 'recently-played'),  -- liked songs
    ('anna', '2026-03-02 00:10Z', '2026-03-02', 'spotify:local:Ana::Demo:61', 'local', null, null, null, 'recently-played');  -- local
