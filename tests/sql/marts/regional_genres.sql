insert into spotify.playlists (playlist_id, name, label) values
    ('p1', 'Top 50 - Germany', 'Germany'),  -- Germany
    ('p2', 'Viral 50 - Germany', 'Germany'),  -- Germany again: one region
    ('p3', 'Top 50 - France', 'France'),  -- France
    ('p4', 'Mine', null),  -- no label: left out
    ('p5', 'Top 50 - Chad', 'Chad');  -- nobody's genres were read: no rows

insert into spotify.artists (artist_id, name, genres) values
    ('a1', 'Ana', '{pop,house}'),  -- two genres
    ('a2', 'Bo', '{pop,"",NULL}'),  -- one of Ana's; an empty one is none
    ('a3', 'Cy', '{}'),  -- read, without any
    ('a4', 'Di', null);  -- not read

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- pop and house
    ('t1', 2, 'a1'),  -- and again: once
    ('t2', 1, 'a1'),  -- pop and house
    ('t2', 2, 'a2'),  -- pop again: one entry of it, by two artists
    ('t3', 1, 'a3'),  -- none
    ('t4', 1, 'a4'),  -- unknown
    ('t5', 1, 'a2'),  -- pop
    ('t5', 2, 'a4');  -- by one who was not read as well: its genres are those of the other

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:local:x', 'local', null, true),  -- counts for nothing
    ('p1', 1, 'spotify:episode:e1', 'episode', null, false),  -- the same
    ('p1', 2, 'spotify:track:t1', 'track', 't1', false),  -- pop and house
    ('p1', 3, 'spotify:track:t3', 'track', 't3', false),  -- of no genre, and known to be
    ('p1', 4, 'spotify:track:t4', 'track', 't4', false),  -- unknown
    ('p2', 0, 'spotify:track:t1', 'track', 't1', false),  -- pop and house in another playlist: two entries of one track
    ('p2', 1, 'spotify:track:t1', 'track', 't1', false),  -- repeated: three
    ('p3', 0, 'spotify:track:t5', 'track', 't5', false),  -- pop, shared
    ('p3', 1, 'spotify:track:t2', 'track', 't2', false),  -- pop by two, and house
    ('p3', 2, 'spotify:track:t9', 'track', 't9', false),  -- known by id only
    ('p3', 3, 'spotify:track:t5', 'track', 't5', false),  -- repeated
    ('p4', 0, 'spotify:track:t1', 'track', 't1', false),  -- says nothing of a region
    ('p5', 0, 'spotify:track:t4', 'track', 't4', false);  -- unknown

insert into expected (playlist_label, rank, genre, artist_count, track_count, entry_count, share, label_count, labels_compared, lift, is_local, best_position, genre_coverage) values
    ('France', 2, 'house', 1, 1, 1, 0.333, 2, 2, 0.583, false, 1, 0.750),  -- one of three entries whose genres are known
    ('France', 1, 'pop', 2, 2, 3, 1.000, 2, 2, 1.167, false, 0, 0.750),  -- all three, of two tracks by two artists
    ('Germany', 1, 'house', 1, 1, 3, 0.750, 2, 2, 1.313, false, 0, 0.800),  -- three of four entries; by name before the next
    ('Germany', 2, 'pop', 1, 1, 3, 0.750, 2, 2, 0.875, false, 0, 0.800);  -- the same as house here, and less than everywhere
