insert into spotify.tracks (track_id) values
    ('t1');  -- known

insert into spotify.artists (artist_id) values
    ('a2');  -- known

insert into spotify.artist_top_tracks (artist_id, market, observed_on, rank, track_id) values
    ('a1', 'DE', '2026-03-01', 1, 't1'),  -- known
    ('a1', 'DE', '2026-03-01', 2, 't9');  -- offends: ranked_id=t9 rank=2

insert into spotify.related_artists (artist_id, rank, related_artist_id) values
    ('a1', 1, 'a2'),  -- known; that a1 itself is not does not matter
    ('a1', 2, 'a9');  -- offends: ranked_id=a9 rank=2
