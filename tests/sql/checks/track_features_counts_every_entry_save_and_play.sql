insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- once
    ('p1', 1, 'spotify:track:t1', 'track', 't1', false),  -- again in the same playlist: still one
    ('p2', 0, 'spotify:track:t1', 'track', 't1', false),  -- in two playlists
    ('p2', 1, 'spotify:local:x', 'local', null, true),  -- no track id
    ('p2', 2, 'spotify:episode:e1', 'episode', null, false);  -- no track

insert into spotify.saved_tracks (user_id, track_id, added_at, removed_at) values
    ('anna', 't1', '2026-03-01Z', '2026-03-02Z'),  -- removed
    ('anna', 't1', '2026-03-03Z', null),  -- saved
    ('ben', 't2', '2026-03-01Z', null);  -- saved, known by id only

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t3', 't3', 'recently-played'),  -- counted
    ('anna', '2026-03-01 11:00Z', 'spotify:local:x', null, 'recently-played');  -- no track id

insert into marts.track_features (track_id, playlist_count, save_count, play_count) values
    ('t8', 1, 0, 0),  -- offends: measure=playlist_count stored=2 counted=3
    ('t9', 0, null, 5);  -- offends: measure=play_count stored=1 counted=6
