insert into spotify.artists (artist_id, name) values
    ('a1', 'Ana'),  -- observed
    ('a3', 'Cy'),  -- never observed, in no playlist, not played: no row
    ('a4', 'Di'),  -- of whom Spotify gives no numbers, in both playlists
    ('a5', 'Ed'),  -- in one playlist, played
    ('a6', 'Flo'),  -- in one playlist, not played
    ('a7', 'Gus');  -- played only

insert into spotify.artist_stats (artist_id, observed_on, followers, popularity) values
    ('a1', '2026-03-01', 1000, 70),  -- first: nothing to compare with
    ('a1', '2026-03-02', 1010, 70),  -- a day later: no change is a change of 0
    ('a1', '2026-03-09', 990, 68),  -- a week without readings: the change spans it
    ('a1', '2026-03-10', null, 69),  -- followers not given: their change is unknown
    ('a1', '2026-03-11', 995, null),  -- and the next day too; popularity not given
    ('a2', '2026-03-02', 5, 1),  -- another artist begins anew; its name is not known
    ('a2', '2026-03-03', null, null),  -- a reading that gives neither, on a day without a score
    ('a5', '2026-05-02', 7, null),  -- followers alone are Spotify's, whatever the score
    ('a6', '2026-05-02', null, null);  -- neither given: the score of the day instead

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a4'),  -- by Di
    ('t1', 2, 'a4'),  -- and Di again: counts once
    ('t2', 1, 'a5'),  -- by Ed
    ('t3', 1, 'a6'),  -- by Flo
    ('t3', 2, 'a8'),  -- with one known by id only, who reaches as far: a tie
    ('t4', 1, 'a7');  -- by Gus

insert into spotify.albums (album_id, name) values
    ('b1', 'Blue');  -- of t1

insert into spotify.tracks (track_id, name, album_id) values
    ('t1', 'One', 'b1');  -- the only one of five in playlists of which everything is stored

insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-05-01 08:00Z', null, 0, 't1'),  -- there from the first reading on
    ('p2', 'spotify:track:t1', 1, '2026-05-02 08:00Z', null, 0, 't1'),  -- in a second playlist from the next day on
    ('p2', 'spotify:track:t1', 2, '2026-05-02 08:00Z', null, 1, 't1'),  -- and a second time there: one playlist
    ('p1', 'spotify:track:t2', 1, '2026-05-01 08:00Z', '2026-05-04 08:00Z', 1, 't2'),  -- gone by the end of 4 May
    ('p1', 'spotify:track:t3', 1, '2026-05-02 23:59Z', null, 2, 't3'),  -- seen in the last minute of 2 May
    ('p1', 'spotify:track:t4', 1, '2026-05-02 08:00Z', '2026-05-02 20:00Z', 3, 't4'),  -- gone on the day it came: in no playlist
    ('p1', 'spotify:track:t9', 1, '2026-05-01 08:00Z', null, 6, 't9'),  -- of nobody known
    ('p1', 'spotify:local:x', 1, '2026-05-01 08:00Z', null, 4, null),  -- names nobody by id
    ('p1', 'spotify:episode:e1', 1, '2026-05-01 08:00Z', null, 5, null);  -- names nobody

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-04-05 12:00Z', 'spotify:track:t4', 't4', 'recently-played'),  -- in the 28 days up to 2 May, not up to 4 May
    ('anna', '2026-04-03 12:00Z', 'spotify:track:t3', 't3', 'recently-played'),  -- before the 28 days up to 1 May: no play
    ('anna', '2026-05-01 12:00Z', 'spotify:track:t2', 't2', 'recently-played'),  -- Ed
    ('anna', '2026-05-05 12:00Z', 'spotify:track:t3', 't3', 'recently-played'),  -- after the last reading
    ('anna', '2026-05-01 13:00Z', 'spotify:local:x', null, 'recently-played');  -- nobody known by id

insert into expected (artist_id, artist_name, observed_on, popularity, followers, previous_observed_on, popularity_change, followers_change, metric_source, local_score, coverage) values
    ('a1', 'Ana', '2026-03-01', 70, 1000, null, null, null, 'spotify', null, 0.333),  -- first
    ('a1', 'Ana', '2026-03-02', 70, 1010, '2026-03-01', 0, 10, 'spotify', null, 0.667),  -- next day
    ('a1', 'Ana', '2026-03-09', 68, 990, '2026-03-02', -2, -20, 'spotify', null, 0.333),  -- over the gap
    ('a1', 'Ana', '2026-03-10', 69, null, '2026-03-09', 1, null, 'spotify', null, 0.333),  -- followers unknown
    ('a1', 'Ana', '2026-03-11', null, 995, '2026-03-10', null, null, 'spotify', null, 0.333),  -- both changes unknown
    ('a2', null, '2026-03-02', 1, 5, null, null, null, 'spotify', null, 0.667),  -- first
    ('a2', null, '2026-03-03', null, null, '2026-03-02', null, null, 'local', null, 0.200),  -- kept, though nothing is known
    ('a7', 'Gus', '2026-05-01', null, null, null, null, null, 'local', 0.0, 0.200),  -- played only: last of three
    ('a4', 'Di', '2026-05-01', null, null, null, null, null, 'local', 50.0, 0.200),  -- in one playlist, not played
    ('a5', 'Ed', '2026-05-01', null, null, null, null, null, 'local', 100.0, 0.200),  -- in one, and played
    ('a7', 'Gus', '2026-05-02', null, null, null, null, null, 'local', 0.0, 0.200),  -- played only: last of five
    ('a6', 'Flo', '2026-05-02', null, null, null, null, null, 'local', 25.0, 0.200),  -- in one playlist, as a8
    ('a8', null, '2026-05-02', null, null, null, null, null, 'local', 25.0, 0.200),  -- the same
    ('a5', 'Ed', '2026-05-02', null, 7, null, null, null, 'spotify', null, 0.333),  -- followers known
    ('a4', 'Di', '2026-05-02', null, null, null, null, null, 'local', 100.0, 0.200),  -- in two playlists
    ('a5', 'Ed', '2026-05-04', null, null, null, null, null, 'local', 0.0, 0.200),  -- played only
    ('a6', 'Flo', '2026-05-04', null, null, null, null, null, 'local', 33.3, 0.200),  -- second of four
    ('a8', null, '2026-05-04', null, null, null, null, null, 'local', 33.3, 0.200),  -- with her
    ('a4', 'Di', '2026-05-04', null, null, null, null, null, 'local', 100.0, 0.200);  -- in two playlists
