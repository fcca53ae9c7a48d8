insert into spotify.playlists (playlist_id, name, label) values
    ('p1', 'Top 50 - Germany', 'Germany'),  -- Germany
    ('p2', 'Viral 50 - Germany', 'Germany'),  -- Germany again: one region
    ('p3', 'Top 50 - France', 'France'),  -- France
    ('p4', 'Mine', ' '),  -- no label: left out
    ('p5', 'Top 50 - Chad', 'Chad'),  -- nobody's artists are stored: no rows
    ('p6', 'Top 50 - Fiji', 'Fiji');  -- no tracks: no rows

insert into spotify.artists (artist_id, name) values
    ('a1', 'Ana'),  -- in both countries
    ('a2', 'Bo'),  -- in Germany, with as many entries as the next
    ('a3', 'Cy');  -- in Germany, further down

insert into spotify.tracks (track_id, name, album_id) values
    ('t1', 'One', 'd1'),  -- all is known of it
    ('t2', 'Two', null),  -- its album is not
    ('t3', 'Three', 'd1');  -- its artist has no name

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t1', 2, 'a1'),  -- and again: once
    ('t2', 1, 'a1'),  -- by Ana
    ('t2', 2, 'a2'),  -- with Bo
    ('t2', 3, 'a3'),  -- and Cy, who are told apart by their ids
    ('t3', 1, 'a4');  -- by somebody known by id only

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:local:x', 'local', null, true),  -- counts for nobody
    ('p1', 1, 'spotify:episode:e1', 'episode', null, false),  -- the same
    ('p1', 2, 'spotify:track:t1', 'track', 't1', false),  -- Ana
    ('p1', 3, 'spotify:track:t2', 'track', 't2', false),  -- Ana, Bo and Cy
    ('p1', 4, 'spotify:track:t9', 'track', 't9', false),  -- nobody is stored: counts for nobody, and the details lack
    ('p2', 7, 'spotify:track:t1', 'track', 't1', false),  -- Ana in another playlist: two entries
    ('p2', 8, 'spotify:track:t1', 'track', 't1', false),  -- repeated: three
    ('p3', 0, 'spotify:track:t3', 'track', 't3', false),  -- the one known by id
    ('p3', 1, 'spotify:track:t1', 'track', 't1', false),  -- Ana, shared
    ('p4', 0, 'spotify:track:t2', 'track', 't2', false),  -- says nothing of a region
    ('p5', 0, 'spotify:track:t8', 'track', 't8', false),  -- known by id only
    ('p6', 0, 'spotify:local:x', 'local', null, true);  -- no track

insert into expected (playlist_label, rank, artist_id, artist_name, track_count, entry_count, share, label_count, labels_compared, lift, is_local, best_position, details_coverage) values
    ('France', 2, 'a1', 'Ana', 1, 1, 0.500, 2, 2, 0.600, false, 1, 1.000),  -- shared: below the average of both
    ('France', 1, 'a4', null, 1, 1, 0.500, 1, 2, 3.000, true, 0, 1.000),  -- local, and higher up
    ('Germany', 1, 'a1', 'Ana', 2, 4, 1.000, 2, 2, 1.200, false, 2, 0.333),  -- four of four entries; one of three tracks known in full
    ('Germany', 2, 'a2', 'Bo', 1, 1, 0.250, 1, 2, 1.500, true, 3, 0.333),  -- one of four
    ('Germany', 3, 'a3', 'Cy', 1, 1, 0.250, 1, 2, 1.500, true, 3, 0.333);  -- the same, after Bo by id
