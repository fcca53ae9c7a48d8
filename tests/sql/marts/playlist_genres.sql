insert into spotify.playlists (playlist_id, name, label) values
    ('p1', ' Mixed ', 'Germany'),  -- all kinds of tracks
    ('p2', '', null),  -- nameless, nothing known of its genres: no row
    ('p4', 'Empty', null);  -- no entries: no row

insert into spotify.artists (artist_id, name, genres) values
    ('a1', 'Ana', '{pop,soul}'),  -- two genres
    ('a2', 'Bo', '{pop,"",null}'),  -- one of them again; what has no name is none
    ('a3', 'Cy', '{}'),  -- Spotify knows none: read
    ('a4', 'Di', null),  -- never read
    ('a5', 'Ed', '{Zouk,dub}');  -- one in capitals, which come first

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t1', 2, 'a2'),  -- with Bo: pop once
    ('t2', 1, 'a2'),  -- by Bo
    ('t3', 1, 'a3'),  -- by Cy
    ('t4', 1, 'a4'),  -- by Di: unknown
    ('t5', 1, 'a4'),  -- by Di
    ('t5', 2, 'a5'),  -- with Ed: known
    ('t6', 1, 'a9');  -- by somebody known by id only: unknown

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- pop and soul
    ('p1', 1, 'spotify:track:t2', 'track', 't2', false),  -- pop
    ('p1', 2, 'spotify:track:t2', 'track', 't2', false),  -- again: one track
    ('p1', 3, 'spotify:track:t3', 'track', 't3', false),  -- known to have none
    ('p1', 4, 'spotify:track:t4', 'track', 't4', false),  -- unknown
    ('p1', 5, 'spotify:track:t5', 'track', 't5', false),  -- Zouk and dub
    ('p1', 6, 'spotify:local:Ana::Demo:61', 'local', null, true),  -- no track
    ('p1', 7, 'spotify:episode:e1', 'episode', null, false),  -- no track
    ('p1', 8, 'spotify:unavailable', 'unavailable', null, false),  -- no track
    ('p2', 0, 'spotify:track:t6', 'track', 't6', false),  -- unknown
    ('p3', 0, 'spotify:track:t1', 'track', 't1', false),  -- in a playlist of which only the entries are known
    ('p3', 1, 'spotify:track:t9', 'track', 't9', false);  -- nobody credited: unknown

insert into expected (playlist_id, playlist_name, playlist_label, rank, genre, track_count, share, genre_coverage) values
    ('p1', 'Mixed', 'Germany', 1, 'pop', 2, 0.500, 0.800),  -- two of four known, four of five are known
    ('p1', 'Mixed', 'Germany', 2, 'Zouk', 1, 0.250, 0.800),  -- first by name, byte by byte
    ('p1', 'Mixed', 'Germany', 3, 'dub', 1, 0.250, 0.800),  -- then this
    ('p1', 'Mixed', 'Germany', 4, 'soul', 1, 0.250, 0.800),  -- no tie
    ('p3', null, null, 1, 'pop', 1, 1.000, 0.500),  -- the only one that is known
    ('p3', null, null, 2, 'soul', 1, 1.000, 0.500);  -- of both genres
