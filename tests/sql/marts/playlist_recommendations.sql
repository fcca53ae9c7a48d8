insert into spotify.playlists (playlist_id, name) values
    ('p1', 'Morning'),  -- two tracks, shared with three others
    ('p2', 'Hits'),  -- has five of the tracks
    ('p4', 'Alone'),  -- shares no track: no rows
    ('p5', 'Files');  -- no track with an id: no rows, and not among those compared

insert into spotify.artists (artist_id, name) values
    ('a1', 'Ana'),  -- on a track of the first playlist
    ('a2', null),  -- nameless
    ('a3', 'Cy');  -- on a track that is not in it

insert into spotify.tracks (track_id, name, album_id, isrc) values
    ('t1', 'One', 'd1', null),  -- all is known of it
    ('t2', 'Two', null, null),  -- its album is not
    ('t3', 'Three', 'd1', 'DEA012600003'),  -- a recording
    ('t3b', 'Three (single)', 'd2', 'de-a01-26-00003'),  -- the same, on another release
    ('t4', 'Four', 'd1', 'DEA012600004');  -- as well placed as the next but for the id

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t2', 1, 'a2'),  -- by somebody without a name
    ('t3', 1, 'a3'),  -- by Cy
    ('t3', 2, 'a1'),  -- with Ana
    ('t3b', 1, 'a3'),  -- by Cy
    ('t4', 1, 'a3');  -- by Cy alone

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- in four playlists
    ('p1', 1, 'spotify:track:t2', 'track', 't2', false),  -- in two
    ('p1', 2, 'spotify:track:t1', 'track', 't1', false),  -- repeated: once
    ('p1', 3, 'spotify:local:x', 'local', null, true),  -- without an id: like nothing else
    ('p1', 4, 'spotify:episode:e1', 'episode', null, false),  -- no track
    ('p2', 0, 'spotify:track:t1', 'track', 't1', false),  -- shared with the first
    ('p2', 1, 'spotify:track:t2', 'track', 't2', false),  -- and this
    ('p2', 2, 'spotify:track:t3', 'track', 't3', false),  -- in two more, once as another release
    ('p2', 3, 'spotify:track:t4', 'track', 't4', false),  -- in one more
    ('p2', 4, 'spotify:track:t5', 'track', 't5', false),  -- in one more, known by id only
    ('p3', 0, 'spotify:track:t1', 'track', 't1', false),  -- in a playlist of which no more is known
    ('p3', 1, 'spotify:track:t3', 'track', 't3', false),  -- again
    ('p3', 2, 'spotify:track:t4', 'track', 't4', false),  -- again
    ('p3', 3, 'spotify:track:t5', 'track', 't5', false),  -- again
    ('p4', 0, 'spotify:track:t9', 'track', 't9', false),  -- nowhere else
    ('p5', 0, 'spotify:local:x', 'local', null, true),  -- the same file: not the same track
    ('p6', 0, 'spotify:track:t1', 'track', 't1', false),  -- shared with three
    ('p6', 1, 'spotify:track:t3b', 'track', 't3b', false),  -- the other release: the recording is in
    ('p6', 2, 'spotify:track:t6', 'track', 't6', false);  -- in one playlist: supports too little

insert into expected (playlist_id, playlist_name, rank, track_id, track_name, artist_names, lift, support, is_by_known_artist, details_coverage) values
    ('p1', 'Morning', 1, 't3', 'Three', 'Cy, Ana', 1.125, 3, true, 0.500),  -- of every one like it, the most lift
    ('p1', 'Morning', 2, 't4', 'Four', 'Cy', 1.118, 2, false, 0.500),  -- in two of the three: less, before the next by id
    ('p1', 'Morning', 3, 't5', null, null, 1.118, 2, null, 0.500),  -- the same, and known by id only
    ('p3', null, 1, 't2', 'Two', null, 1.105, 2, false, 0.750),  -- the second is not in it; whoever made it has no name
    ('p6', null, 1, 't4', 'Four', 'Cy', 1.130, 2, true, 0.667),  -- by one whom the other release names
    ('p6', null, 2, 't5', null, null, 1.130, 2, null, 0.667),  -- known by id only
    ('p6', null, 3, 't2', 'Two', null, 1.066, 2, false, 0.667);  -- least
