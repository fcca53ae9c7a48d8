insert into spotify.playlists (playlist_id, name, label) values
    ('p1', 'Top 50 - Sweden', 'SE '),  -- of a country, to be trimmed
    ('p2', 'Mine', null),  -- without a label: no country
    ('p3', 'Empty', '');  -- the same

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t1', 2, 'a2');  -- with Bo

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- Ana and Bo
    ('p1', 1, 'spotify:track:t1', 'track', 't1', false),  -- and again: two rows each, as in the original
    ('p1', 2, 'spotify:local:x', 'local', null, true),  -- of nobody known by id
    ('p1', 3, 'spotify:episode:e1', 'episode', null, false),  -- no artist
    ('p2', 0, 'spotify:track:t1', 'track', 't1', false),  -- of no country
    ('p3', 0, 'spotify:track:t1', 'track', 't1', false);  -- of no country

insert into expected (artist_id, playlist_country_lower) values
    ('a1', 'se'),  -- the first entry
    ('a1', 'se'),  -- the second
    ('a2', 'se'),  -- the first entry
    ('a2', 'se');  -- the second
