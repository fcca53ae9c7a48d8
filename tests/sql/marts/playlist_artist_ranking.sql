insert into spotify.playlists (playlist_id, name, label) values
    ('p1', 'Top 50 - Germany', 'Germany'),  -- labelled: counts for Germany
    ('p2', 'Viral 50 - Germany', 'Germany'),  -- same label: its artists are the label's, once
    ('p3', ' Morning ', null),  -- no label: goes by its own name, trimmed
    ('p4', '', ''),  -- neither label nor name: goes by its id
    ('p5', 'Nothing yet', 'Iceland');  -- no entries: no rows

insert into spotify.artists (artist_id, name, followers, popularity) values
    ('a1', 'Ana', 1000, 70),  -- two tracks, one of them in both playlists
    ('a2', 'Bo', 500, 90),  -- a guest, yet the most popular
    ('a3', 'Cy', 2000, 70),  -- as popular as Ana, more followers: before her
    ('a4', 'Di', 1000, 70),  -- as popular and followed as Ana: after her by name
    ('a5', 'Di', 1000, 70),  -- the same in everything: after a4 by id
    ('a6', 'Ed', null, null),  -- popularity never read, one entry: last
    ('a7', 'Flo', null, null),  -- popularity never read, two entries: before Ed
    ('a8', 'Gus', 5, 1);  -- in no playlist: no row

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t1', 2, 'a2'),  -- with Bo
    ('t2', 1, 'a1'),  -- by Ana alone
    ('t2', 2, 'a1'),  -- and Ana again: one entry, not two
    ('t3', 1, 'a3'),  -- by Cy
    ('t3', 2, 'a4'),  -- with one Di
    ('t3', 3, 'a5'),  -- and the other
    ('t4', 1, 'a6'),  -- by Ed
    ('t5', 1, 'a7'),  -- by Flo
    ('t6', 1, 'a8');  -- in no playlist

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- Ana and Bo
    ('p1', 1, 'spotify:track:t2', 'track', 't2', false),  -- Ana
    ('p1', 2, 'spotify:track:t3', 'track', 't3', false),  -- Cy and both Dis
    ('p1', 3, 'spotify:local:x', 'local', null, true),  -- names no artist by id: counts for nobody
    ('p1', 4, 'spotify:unavailable', 'unavailable', null, false),  -- the same
    ('p2', 0, 'spotify:track:t1', 'track', 't1', false),  -- Ana and Bo again: one more playlist, no more track
    ('p2', 1, 'spotify:track:t4', 'track', 't4', false),  -- Ed
    ('p2', 2, 'spotify:track:t5', 'track', 't5', false),  -- Flo
    ('p2', 3, 'spotify:track:t5', 'track', 't5', false),  -- Flo twice in one playlist: two entries
    ('p3', 0, 'spotify:track:t4', 'track', 't4', false),  -- Ed, in a playlist without a label
    ('p4', 0, 'spotify:track:t1', 'track', 't1', false);  -- Ana and Bo, in a playlist without a name

-- Germany: average (90 + 70 * 4) / 5, followers 500 + 2000 + 1000 * 3, five of seven artists with a popularity.
insert into expected (label, rank, artist_id, artist_name, popularity, followers, metric_source, playlist_count, track_count, entry_count, average_popularity, total_followers, popularity_coverage) values
    ('Germany', 1, 'a2', 'Bo', 90, 500, 'spotify', 2, 1, 2, 74.00, 5500, 0.714),  -- most popular
    ('Germany', 2, 'a3', 'Cy', 70, 2000, 'spotify', 1, 1, 1, 74.00, 5500, 0.714),  -- more followers
    ('Germany', 3, 'a1', 'Ana', 70, 1000, 'spotify', 2, 2, 3, 74.00, 5500, 0.714),  -- first by name
    ('Germany', 4, 'a4', 'Di', 70, 1000, 'spotify', 1, 1, 1, 74.00, 5500, 0.714),  -- first by id
    ('Germany', 5, 'a5', 'Di', 70, 1000, 'spotify', 1, 1, 1, 74.00, 5500, 0.714),  -- no tie
    ('Germany', 6, 'a7', 'Flo', null, null, 'playlists', 1, 1, 2, 74.00, 5500, 0.714),  -- two entries
    ('Germany', 7, 'a6', 'Ed', null, null, 'playlists', 1, 1, 1, 74.00, 5500, 0.714),  -- one entry
    ('Morning', 1, 'a6', 'Ed', null, null, 'playlists', 1, 1, 1, null, null, 0.000),  -- nothing known of the label
    ('p4', 1, 'a2', 'Bo', 90, 500, 'spotify', 1, 1, 1, 80.00, 1500, 1.000),  -- (90 + 70) / 2
    ('p4', 2, 'a1', 'Ana', 70, 1000, 'spotify', 1, 1, 1, 80.00, 1500, 1.000);  -- both known
