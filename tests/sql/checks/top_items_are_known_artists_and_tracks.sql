insert into spotify.artists (artist_id) values
    ('a1');  -- known

insert into spotify.tracks (track_id) values
    ('t1');  -- known

insert into spotify.top_items (user_id, observed_on, item_type, time_range, rank, item_id) values
    ('anna', '2026-03-01', 'artist', 'short_term', 1, 'a1'),  -- known
    ('anna', '2026-03-01', 'track', 'short_term', 1, 't1'),  -- known
    ('anna', '2026-03-01', 'artist', 'short_term', 2, 't1'),  -- offends: item_type=artist item_id=t1
    ('anna', '2026-03-01', 'track', 'short_term', 2, 't9');  -- offends: item_type=track item_id=t9
