insert into spotify.artist_top_tracks (artist_id, market, observed_on, rank, track_id) values
    ('a1', 'DE', '2026-03-01', 1, 't1'),  -- in a market
    ('a1', '', '2026-03-01', 1, 't2');  -- where the listener is

insert into expected (artist_id, market, observed_on, track_rank, track_id) values
    ('a1', 'DE', '2026-03-01', 1, 't1'),  -- as observed
    ('a1', null, '2026-03-01', 1, 't2');  -- no market
