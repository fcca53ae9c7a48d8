insert into spotify.top_items (user_id, observed_on, item_type, time_range, rank, item_id) values
    ('anna', '2026-03-01', 'artist', 'short_term', 1, 'a1'),  -- an artist
    ('anna', '2026-03-01', 'track', 'long_term', 2, 't1');  -- a track

insert into expected (user_id, observed_on, item_type, time_range, top_rank, artist_id, track_id) values
    ('anna', '2026-03-01', 'artist', 'short_term', 1, 'a1', null),  -- an artist
    ('anna', '2026-03-01', 'track', 'long_term', 2, null, 't1');  -- a track
