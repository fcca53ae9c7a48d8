insert into spotify.artist_top_tracks (artist_id, market, observed_on, rank, track_id) values
    ('a1', 'DE', '2026-03-01', 1, 't1'),  -- the most popular
    ('a1', 'DE', '2026-03-01', 2, 't2'),  -- the next
    ('a1', '', '2026-03-01', 1, 't1'),  -- in another market
    ('a1', 'DE', '2026-03-02', 2, 't1');  -- offends: artist_id=a1 ranks=[2]

insert into spotify.related_artists (artist_id, rank, related_artist_id) values
    ('a1', 1, 'a2'),  -- the best match
    ('a2', 1, 'a1'),  -- fine by itself
    ('a2', 3, 'a3');  -- offends: artist_id=a2 ranks=[1,3]
