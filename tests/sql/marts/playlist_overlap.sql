insert into spotify.playlists (playlist_id, name) values
    ('p1', ' Top '),  -- shares with two others
    ('p2', ''),  -- nameless
    ('p5', 'Alone'),  -- shares nothing: no row
    ('p6', 'Empty');  -- no entries: no row

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- in all four
    ('p1', 1, 'spotify:track:t2', 'track', 't2', false),  -- in p2 too
    ('p1', 2, 'spotify:track:t2', 'track', 't2', false),  -- again: one track
    ('p1', 3, 'spotify:track:t3', 'track', 't3', false),  -- here only
    ('p1', 4, 'spotify:local:Ana::Demo:61', 'local', null, true),  -- a file is shared with nobody
    ('p1', 5, 'spotify:episode:e1', 'episode', null, false),  -- an episode does not count
    ('p2', 0, 'spotify:track:t2', 'track', 't2', false),  -- with p1
    ('p2', 1, 'spotify:track:t1', 'track', 't1', false),  -- with all
    ('p2', 2, 'spotify:local:Ana::Demo:61', 'local', null, true),  -- the same name, perhaps another file
    ('p2', 3, 'spotify:episode:e1', 'episode', null, false),  -- does not count
    ('p3', 0, 'spotify:track:t1', 'track', 't1', false),  -- with all, its only track
    ('p4', 0, 'spotify:track:t1', 'track', 't1', false),  -- the same
    ('p5', 0, 'spotify:track:t9', 'track', 't9', false);  -- with nobody

insert into expected (playlist_id, playlist_name, rank, other_playlist_id, other_playlist_name, track_count, other_track_count, shared_tracks, share, jaccard, entry_coverage, other_entry_coverage) values
    ('p1', 'Top', 1, 'p2', null, 3, 2, 2, 0.667, 0.667, 0.667, 0.500),  -- two of three
    ('p1', 'Top', 2, 'p3', null, 3, 1, 1, 0.333, 0.333, 0.667, 1.000),  -- first by id
    ('p1', 'Top', 3, 'p4', null, 3, 1, 1, 0.333, 0.333, 0.667, 1.000),  -- no tie
    ('p2', null, 1, 'p1', 'Top', 2, 3, 2, 1.000, 0.667, 0.500, 0.667),  -- all of its own, two of three of both
    ('p2', null, 2, 'p3', null, 2, 1, 1, 0.500, 0.500, 0.500, 1.000),  -- first by id
    ('p2', null, 3, 'p4', null, 2, 1, 1, 0.500, 0.500, 0.500, 1.000),  -- no tie
    ('p3', null, 1, 'p4', null, 1, 1, 1, 1.000, 1.000, 1.000, 1.000),  -- the same tracks
    ('p3', null, 2, 'p2', null, 1, 2, 1, 1.000, 0.500, 1.000, 0.500),  -- one of two
    ('p3', null, 3, 'p1', 'Top', 1, 3, 1, 1.000, 0.333, 1.000, 0.667),  -- one of three
    ('p4', null, 1, 'p3', null, 1, 1, 1, 1.000, 1.000, 1.000, 1.000),  -- the other direction
    ('p4', null, 2, 'p2', null, 1, 2, 1, 1.000, 0.500, 1.000, 0.500),  -- one of two
    ('p4', null, 3, 'p1', 'Top', 1, 3, 1, 1.000, 0.333, 1.000, 0.667);  -- one of three
