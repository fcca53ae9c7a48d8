insert into spotify.playlists (playlist_id, name, label) values
    ('p1', 'Top 50 - Germany', 'Germany');  -- one region

insert into spotify.artists (artist_id, name, genres) values
    ('a1', 'Ana', '{pop}'),  -- on half of its entries
    ('a2', 'Bo', '{}');  -- on the other half, of no genre: the shares of genres need not reach 1

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t2', 1, 'a2');  -- by Bo

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- half
    ('p1', 1, 'spotify:track:t2', 'track', 't2', false);  -- half

insert into marts.regional_artists (playlist_label, artist_id, share) values
    ('France', 'a1', 0.333),  -- a third, rounded
    ('France', 'a2', 0.333),  -- a third
    ('France', 'a3', 0.333),  -- a third
    ('Spain', 'a1', 0.600),  -- more than half
    ('Spain', 'a2', 0.700),  -- more than half: on some entries together
    ('Chad', 'a1', 0.500);  -- offends: subject=artist playlist_label=Chad row_count=1 share_sum=0.5

insert into marts.regional_genres (playlist_label, genre, share) values
    ('France', 'pop', 0.100),  -- the rest of no genre
    ('Spain', 'pop', 1.200),  -- offends: subject=genre playlist_label=Spain row_count=1 share_sum=1.2
    ('Chad', 'pop', null);  -- offends: subject=genre playlist_label=Chad row_count=1 share_sum=null
