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

insert into spotify.saved_albums (user_id, album_id, added_at) values
    ('anna', 'b1', '2026-03-01 10:00Z'),  -- known
    ('u1', 'b1', '2026-03-01 10:00Z');  -- offends: user_id=u1 met_as=listener

insert into spotify.saved_shows (user_id, show_id, added_at) values
    ('u2', 's1', '2026-03-01 10:00Z');  -- offends: user_id=u2 met_as=listener

insert into spotify.saved_episodes (user_id, episode_id, added_at) values
    ('u3', 'e1', '2026-03-01 10:00Z');  -- offends: user_id=u3 met_as=listener

insert into spotify.saved_audiobooks (user_id, audiobook_id, valid_from) values
    ('u4', 'k1', '2026-03-01 10:00Z');  -- offends: user_id=u4 met_as=listener

insert into spotify.followed_artists (user_id, artist_id, valid_from) values
    ('u5', 'a1', '2026-03-01 10:00Z');  -- offends: user_id=u5 met_as=listener

insert into spotify.top_items (user_id, observed_on, item_type, time_range, rank, item_id) values
    ('u6', '2026-03-01', 'track', 'long_term', 1, 't1');  -- offends: user_id=u6 met_as=listener

insert into spotify.playback_states (user_id, observed_at) values
    ('u7', '2026-03-01 10:00Z');  -- offends: user_id=u7 met_as=listener

insert into spotify.queue_items (user_id, observed_at, position, item_uri, item_type) values
    ('u8', '2026-03-01 10:00Z', 1, 'spotify:local:x', 'local');  -- offends: user_id=u8 met_as=listener
