insert into spotify.playlists (playlist_id, name, label) values
    ('p1', 'Top', 'Germany'),  -- two artists
    ('p2', 'Viral', 'Germany'),  -- one of them again
    ('p3', 'Mine', null);  -- by its own name

insert into spotify.artists (artist_id, name, followers, popularity) values
    ('a1', 'Ana', 1000, 70),  -- in both playlists of Germany
    ('a2', 'Bo', 500, 91);  -- in one

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t2', 1, 'a1'),  -- by Ana again
    ('t2', 2, 'a2');  -- with Bo

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- Ana
    ('p1', 1, 'spotify:track:t2', 'track', 't2', false),  -- Ana and Bo
    ('p2', 0, 'spotify:track:t1', 'track', 't1', false),  -- Ana
    ('p3', 0, 'spotify:track:t1', 'track', 't1', false);  -- Ana

insert into marts.playlist_artist_ranking (label, rank, artist_id, average_popularity, total_followers) values
    ('Germany', 3, 'a1', 80.50, 1500),  -- offends: label=Germany counted_artists=2 ranked_artists=3
    ('Mine', 2, 'a2', 1.00, 1),  -- offends: label=Mine counted_artists=1 ranked_artists=2
    ('Nowhere', 1, 'a1', 70.00, 1000);  -- offends: label=Nowhere counted_artists=null ranked_artists=1
