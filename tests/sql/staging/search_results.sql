insert into spotify.search_results (query, item_type, observed_on, rank, item_id) values
    ('daft punk', 'artist', '2026-03-01', 1, 'a1'),  -- the artist
    ('daft punk', 'track', '2026-03-01', 1, 't1');  -- and a track, each with ranks of its own

insert into expected (search_terms, item_type, observed_on, result_rank, item_id) values
    ('daft punk', 'artist', '2026-03-01', 1, 'a1'),  -- first of the artists
    ('daft punk', 'track', '2026-03-01', 1, 't1');  -- first of the tracks
