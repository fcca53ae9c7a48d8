insert into spotify.albums (album_id) values
    ('x1');  -- known as an album

insert into spotify.shows (show_id) values
    ('s1');  -- known

insert into spotify.search_results (query, item_type, observed_on, rank, item_id) values
    ('x', 'album', '2026-03-01', 1, 'x1'),  -- known
    ('x', 'show', '2026-03-01', 1, 's1'),  -- known
    ('x', 'artist', '2026-03-01', 1, 'x1'),  -- offends: item_type=artist item_id=x1
    ('x', 'audiobook', '2026-03-01', 1, 'b9');  -- offends: item_type=audiobook item_id=b9
