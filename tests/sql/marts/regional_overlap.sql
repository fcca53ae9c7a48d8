insert into spotify.playlists (playlist_id, name, label) values
    ('p1', 'Top 50 - Germany', 'Germany'),  -- Germany
    ('p2', 'Viral 50 - Germany', 'Germany'),  -- Germany again: one region
    ('p3', 'Top 50 - France', 'France'),  -- shares a track and an artist
    ('p4', 'Mine', null),  -- no label: left out
    ('p5', 'Top 50 - Chad', 'Chad'),  -- nobody's artists are stored
    ('p6', 'Top 50 - Fiji', 'Fiji'),  -- no tracks: no rows
    ('p7', 'Top 50 - Iceland', 'Iceland'),  -- shares nothing with anybody
    ('p8', 'Top 50 - Malta', 'Malta');  -- the same as Iceland for all others

insert into spotify.tracks (track_id, name, album_id, isrc) values
    ('t1', 'One', 'd1', null),  -- all is known of it
    ('t2', 'Two', null, 'DEA012600002'),  -- its album is not
    ('t2b', 'Two', 'd2', 'DEA012600002');  -- the same recording under another id: one track

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by the first
    ('t1', 2, 'a1'),  -- again: once
    ('t2', 1, 'a1'),  -- by the first
    ('t2', 2, 'a2'),  -- with the second
    ('t2b', 1, 'a1'),  -- by the first
    ('t4', 1, 'a4'),  -- by the fourth
    ('t5', 1, 'a5');  -- by the fifth

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:local:x', 'local', null, true),  -- counts for nothing
    ('p1', 1, 'spotify:episode:e1', 'episode', null, false),  -- the same
    ('p1', 2, 'spotify:track:t1', 'track', 't1', false),  -- Germany's alone
    ('p1', 3, 'spotify:track:t2', 'track', 't2', false),  -- shared as another release
    ('p2', 0, 'spotify:track:t1', 'track', 't1', false),  -- in two of its playlists: once
    ('p2', 1, 'spotify:track:t1', 'track', 't1', false),  -- and repeated: once
    ('p3', 0, 'spotify:track:t2b', 'track', 't2b', false),  -- shared
    ('p3', 1, 'spotify:track:t9', 'track', 't9', false),  -- known by id only, shared with Chad
    ('p4', 0, 'spotify:track:t1', 'track', 't1', false),  -- says nothing of a region
    ('p5', 0, 'spotify:track:t9', 'track', 't9', false),  -- known by id only
    ('p6', 0, 'spotify:local:x', 'local', null, true),  -- the same file: not the same track
    ('p7', 0, 'spotify:track:t4', 'track', 't4', false),  -- Iceland's alone
    ('p8', 0, 'spotify:track:t5', 'track', 't5', false);  -- Malta's alone

insert into expected (playlist_label, other_label, rank, artist_count, shared_artists, artist_jaccard, track_count, shared_tracks, track_jaccard, details_coverage) values
    ('Chad', 'France', 1, null, null, null, 1, 1, 0.500, 0.333),  -- by tracks, for want of artists
    ('Chad', 'Germany', 2, null, null, null, 1, 0, 0.000, 0.333),  -- nothing shared, by name
    ('Chad', 'Iceland', 3, null, null, null, 1, 0, 0.000, 0.000),  -- nothing shared
    ('Chad', 'Malta', 4, null, null, null, 1, 0, 0.000, 0.000),  -- nothing shared
    ('France', 'Chad', 4, 1, null, null, 2, 1, 0.500, 0.333),  -- its artists unknown: last, however many tracks are shared
    ('France', 'Germany', 1, 1, 1, 0.500, 2, 1, 0.333, 0.500),  -- most similar: one of two artists, one of three tracks
    ('France', 'Iceland', 2, 1, 0, 0.000, 2, 0, 0.000, 0.333),  -- nothing shared, by name
    ('France', 'Malta', 3, 1, 0, 0.000, 2, 0, 0.000, 0.333),  -- nothing shared
    ('Germany', 'Chad', 4, 2, null, null, 2, 0, 0.000, 0.333),  -- unknown
    ('Germany', 'France', 1, 2, 1, 0.500, 2, 1, 0.333, 0.500),  -- the same pair in the other direction
    ('Germany', 'Iceland', 2, 2, 0, 0.000, 2, 0, 0.000, 0.333),  -- nothing shared, by name
    ('Germany', 'Malta', 3, 2, 0, 0.000, 2, 0, 0.000, 0.333),  -- nothing shared
    ('Iceland', 'Chad', 4, 1, null, null, 1, 0, 0.000, 0.000),  -- unknown
    ('Iceland', 'France', 1, 1, 0, 0.000, 1, 0, 0.000, 0.333),  -- by name
    ('Iceland', 'Germany', 2, 1, 0, 0.000, 1, 0, 0.000, 0.333),  -- by name
    ('Iceland', 'Malta', 3, 1, 0, 0.000, 1, 0, 0.000, 0.000),  -- by name
    ('Malta', 'Chad', 4, 1, null, null, 1, 0, 0.000, 0.000),  -- unknown
    ('Malta', 'France', 1, 1, 0, 0.000, 1, 0, 0.000, 0.333),  -- by name
    ('Malta', 'Germany', 2, 1, 0, 0.000, 1, 0, 0.000, 0.333),  -- by name
    ('Malta', 'Iceland', 3, 1, 0, 0.000, 1, 0, 0.000, 0.000);  -- by name
