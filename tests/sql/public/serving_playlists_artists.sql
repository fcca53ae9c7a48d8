insert into spotify.playlists (playlist_id, name, label) values
    ('p1', 'Top 50 - Sweden', 'SE'),  -- of a country
    ('p2', 'Viral 50 - Sweden', 'SE'),  -- of the same
    ('p3', 'Top 50 - Portugal', 'PT'),  -- of another
    ('p4', 'Mine', null);  -- of none

insert into spotify.artists (artist_id, name, genres, followers, popularity) values
    ('a1', 'Ana', '{pop,"dance pop"}', 1000, 70),  -- in both playlists of Sweden: one row
    ('a2', 'Bo', '{}', 500, 90),  -- a guest
    ('a3', 'Cy', null, null, null),  -- nothing known: last
    ('a4', 'Di', null, 10, 70);  -- as popular as Ana: the same rank

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t1', 2, 'a2'),  -- with Bo
    ('t2', 1, 'a3'),  -- by Cy
    ('t2', 2, 'a4'),  -- with Di
    ('t3', 1, 'a9');  -- by somebody of whom there is no row: left out, as in the original

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p1', 0, 'spotify:track:t1', 'track', 't1', false),  -- Ana and Bo
    ('p1', 1, 'spotify:track:t2', 'track', 't2', false),  -- Cy and Di
    ('p1', 2, 'spotify:track:t3', 'track', 't3', false),  -- nobody known
    ('p1', 3, 'spotify:local:x', 'local', null, true),  -- nobody known by id
    ('p1', 4, 'spotify:episode:e1', 'episode', null, false),  -- no artist
    ('p2', 0, 'spotify:track:t1', 'track', 't1', false),  -- Ana and Bo again: their followers count once
    ('p3', 0, 'spotify:track:t1', 'track', 't1', false),  -- Ana and Bo in Portugal
    ('p4', 0, 'spotify:track:t1', 'track', 't1', false);  -- of no country

insert into expected (artist_id, name, popularity, genres, followers, spotify_url, playlist_country, country_total_followers, avg_popularity_per_artist_per_country, popularity_rank) values
    ('a2', 'Bo', 90, '{}', 500, 'https://open.spotify.com/artist/a2', 'SE', 1510, 90, 1),  -- most popular; 500 + 1000 + 10 followers
    ('a1', 'Ana', 70, '{pop,"dance pop"}', 1000, 'https://open.spotify.com/artist/a1', 'SE', 1510, 70, 2),  -- one of two seconds
    ('a4', 'Di', 70, null, 10, 'https://open.spotify.com/artist/a4', 'SE', 1510, 70, 2),  -- the other
    ('a3', 'Cy', null, null, null, 'https://open.spotify.com/artist/a3', 'SE', 1510, null, 4),  -- last
    ('a2', 'Bo', 90, '{}', 500, 'https://open.spotify.com/artist/a2', 'PT', 1500, 90, 1),  -- first in Portugal too
    ('a1', 'Ana', 70, '{pop,"dance pop"}', 1000, 'https://open.spotify.com/artist/a1', 'PT', 1500, 70, 2);  -- second of two
