insert into spotify.playlists (playlist_id, name, owner_id) values
    ('p1', 'Morning', 'anna'),  -- of a listener
    ('p2', 'Hits', 'spotify');  -- of nobody who listens

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- in hers
    ('p1', 1, 'spotify:local:x', 'local', null, true),  -- without an id
    ('p2', 0, 'spotify:track:t2', 'track', 't2', false);  -- in that of others

insert into spotify.saved_tracks (user_id, track_id, added_at, removed_at) values
    ('anna', 't3', '2026-03-01Z', '2026-03-02Z');  -- once saved

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t4', 't4', 'recently-played'),  -- played
    ('anna', '2026-03-01 11:00Z', 'spotify:track:t4', 't4', 'recently-played'),  -- and again
    ('ben', '2026-03-01 10:00Z', 'spotify:track:t2', 't2', 'recently-played');  -- by another listener

insert into spotify.top_items (user_id, observed_on, item_type, time_range, rank, item_id) values
    ('anna', '2026-03-01', 'track', 'short_term', 1, 't5'),  -- played most
    ('anna', '2026-03-01', 'artist', 'short_term', 1, 't2');  -- no track

insert into marts.playlist_recommendations (playlist_id, rank, track_id) values
    ('p1', 1, 't2'),  -- new to it
    ('p2', 1, 't1'),  -- new to it
    ('p1', 2, 't1');  -- offends: subject=playlist subject_id=p1 track_id=t1 found=there

insert into marts.listener_recommendations (user_id, rank, track_id) values
    ('anna', 1, 't2'),  -- in a playlist of others, played by another
    ('ben', 1, 't1'),  -- in a playlist of another
    ('anna', 2, 't3'),  -- offends: subject=listener subject_id=anna track_id=t3 found=saved
    ('anna', 3, 't4'),  -- offends: subject=listener subject_id=anna track_id=t4 found=played
    ('anna', 4, 't5'),  -- offends: subject=listener subject_id=anna track_id=t5 found=ranked
    ('anna', 5, 't1');  -- offends: subject=listener subject_id=anna track_id=t1 found=kept
