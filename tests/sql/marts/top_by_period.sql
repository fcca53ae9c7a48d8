insert into spotify.users (user_id, time_zone) values
    ('anna', 'Europe/Berlin');  -- an hour before UTC

insert into spotify.tracks (track_id, name, album_id, duration_ms) values
    ('t1', 'One', 'b1', 60000),  -- a minute
    ('t2', 'Two', 'b1', 60000),  -- another of the album
    ('t4', 'Four', null, 60000);  -- of an album that is not known

insert into spotify.albums (album_id, name) values
    ('b1', 'First');  -- the album

insert into spotify.artists (artist_id, name, genres) values
    ('a1', 'Ana', array['rock', 'pop']),  -- of two genres
    ('a3', 'Cy', '{}');  -- of none

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t2', 1, 'a1'),  -- by Ana
    ('t2', 2, 'a2'),  -- with Bo, of whom only the id is known
    ('t2', 3, 'a1'),  -- and Ana again: her plays count once
    ('t4', 1, 'a3');  -- by Cy

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-02-24 10:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- a Tuesday in February
    ('anna', '2026-02-24 11:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- again
    ('anna', '2026-02-24 12:00Z', 'spotify:track:t2', 't2', 'recently-played'),  -- once
    ('anna', '2026-02-24 13:00Z', 'spotify:local:Ana::Demo:61', null, 'recently-played'),  -- a local file: in no list
    ('anna', '2026-03-01 23:30Z', 'spotify:track:t2', 't2', 'recently-played'),  -- half past midnight in Berlin: Monday, the next week
    ('anna', '2026-03-03 10:00Z', 'spotify:track:t2', 't2', 'recently-played'),  -- twice
    ('anna', '2026-03-03 11:00Z', 'spotify:track:t2', 't2', 'recently-played'),  -- three times
    ('anna', '2026-03-03 12:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- once
    ('anna', '2026-03-03 13:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- twice
    ('anna', '2026-03-03 14:00Z', 'spotify:track:t3', 't3', 'recently-played'),  -- a track known by id only: no artist, album or genre
    ('anna', '2026-03-03 15:00Z', 'spotify:track:t4', 't4', 'recently-played'),  -- no album, no genre
    ('anna', '2026-03-03 16:00Z', 'spotify:episode:e1', null, 'recently-played'),  -- an episode: in no list
    ('ben', '2026-12-30 10:00Z', 'spotify:track:t3', 't3', 'recently-played'),  -- of whose readings nothing is noted
    ('ben', '2027-01-13 10:00Z', 'spotify:track:t3', 't3', 'recently-played');  -- two weeks later: the next month and year

insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
    ('anna', '2026-02-25 23:00Z', '2026-03-04 23:00Z', true),  -- seven days from a Thursday
    ('anna', '2026-03-04 23:00Z', '2026-03-05 23:00Z', false);  -- and one that is missing

insert into expected (user_id, period, period_start, item_type, rank, item_id, item_name, play_count, minutes_played, previous_rank, rank_change, coverage, details_coverage) values
    ('anna', 'week', '2026-02-23', 'track', 1, 't1', 'One', 2, 2.0, null, null, 0.571, 0.750),  -- four of seven days are known
    ('anna', 'week', '2026-02-23', 'track', 2, 't2', 'Two', 1, 1.0, null, null, 0.571, 0.750),  -- the file has no id
    ('anna', 'week', '2026-02-23', 'artist', 1, 'a1', 'Ana', 3, 3.0, null, null, 0.571, 0.750),  -- both tracks
    ('anna', 'week', '2026-02-23', 'artist', 2, 'a2', null, 1, 1.0, null, null, 0.571, 0.750),  -- a guest, known by id only
    ('anna', 'week', '2026-02-23', 'album', 1, 'b1', 'First', 3, 3.0, null, null, 0.571, 0.750),  -- both tracks
    ('anna', 'week', '2026-02-23', 'genre', 1, 'pop', 'pop', 3, 3.0, null, null, 0.571, 0.750),  -- Ana has it
    ('anna', 'week', '2026-02-23', 'genre', 2, 'rock', 'rock', 3, 3.0, null, null, 0.571, 0.750),  -- hers too: the tie goes by name
    ('anna', 'month', '2026-02-01', 'track', 1, 't1', 'One', 2, 2.0, null, null, 0.107, 0.750),  -- three of 28 days are known
    ('anna', 'month', '2026-02-01', 'track', 2, 't2', 'Two', 1, 1.0, null, null, 0.107, 0.750),  -- the file has no id
    ('anna', 'month', '2026-02-01', 'artist', 1, 'a1', 'Ana', 3, 3.0, null, null, 0.107, 0.750),  -- both tracks
    ('anna', 'month', '2026-02-01', 'artist', 2, 'a2', null, 1, 1.0, null, null, 0.107, 0.750),  -- a guest, known by id only
    ('anna', 'month', '2026-02-01', 'album', 1, 'b1', 'First', 3, 3.0, null, null, 0.107, 0.750),  -- both tracks
    ('anna', 'month', '2026-02-01', 'genre', 1, 'pop', 'pop', 3, 3.0, null, null, 0.107, 0.750),  -- Ana has it
    ('anna', 'month', '2026-02-01', 'genre', 2, 'rock', 'rock', 3, 3.0, null, null, 0.107, 0.750),  -- hers too: the tie goes by name
    ('anna', 'week', '2026-03-02', 'track', 1, 't2', 'Two', 3, 3.0, 2, 1, 0.750, 0.875),  -- a place gained: three of the four days up to the last reading are known
    ('anna', 'week', '2026-03-02', 'track', 2, 't1', 'One', 2, 2.0, 1, -1, 0.750, 0.875),  -- a place lost
    ('anna', 'week', '2026-03-02', 'track', 3, 't4', 'Four', 1, 1.0, null, null, 0.750, 0.875),  -- new; as often as t3, longer
    ('anna', 'week', '2026-03-02', 'track', 4, 't3', null, 1, null, null, null, 0.750, 0.875),  -- known by id only
    ('anna', 'week', '2026-03-02', 'artist', 1, 'a1', 'Ana', 5, 5.0, 1, 0, 0.750, 0.750),  -- stays
    ('anna', 'week', '2026-03-02', 'artist', 2, 'a2', null, 3, 3.0, 2, 0, 0.750, 0.750),  -- stays
    ('anna', 'week', '2026-03-02', 'artist', 3, 'a3', 'Cy', 1, 1.0, null, null, 0.750, 0.750),  -- new
    ('anna', 'week', '2026-03-02', 'album', 1, 'b1', 'First', 5, 5.0, 1, 0, 0.750, 0.625),  -- stays; nobody knows the album of t4
    ('anna', 'week', '2026-03-02', 'genre', 1, 'pop', 'pop', 5, 5.0, 1, 0, 0.750, 0.625),  -- Cy has no genre
    ('anna', 'week', '2026-03-02', 'genre', 2, 'rock', 'rock', 5, 5.0, 2, 0, 0.750, 0.625),  -- the same
    ('anna', 'month', '2026-03-01', 'track', 1, 't2', 'Two', 3, 3.0, 2, 1, 0.800, 0.875),  -- a place gained: four of five
    ('anna', 'month', '2026-03-01', 'track', 2, 't1', 'One', 2, 2.0, 1, -1, 0.800, 0.875),  -- a place lost
    ('anna', 'month', '2026-03-01', 'track', 3, 't4', 'Four', 1, 1.0, null, null, 0.800, 0.875),  -- new; as often as t3, longer
    ('anna', 'month', '2026-03-01', 'track', 4, 't3', null, 1, null, null, null, 0.800, 0.875),  -- known by id only
    ('anna', 'month', '2026-03-01', 'artist', 1, 'a1', 'Ana', 5, 5.0, 1, 0, 0.800, 0.750),  -- stays
    ('anna', 'month', '2026-03-01', 'artist', 2, 'a2', null, 3, 3.0, 2, 0, 0.800, 0.750),  -- stays
    ('anna', 'month', '2026-03-01', 'artist', 3, 'a3', 'Cy', 1, 1.0, null, null, 0.800, 0.750),  -- new
    ('anna', 'month', '2026-03-01', 'album', 1, 'b1', 'First', 5, 5.0, 1, 0, 0.800, 0.625),  -- stays; nobody knows the album of t4
    ('anna', 'month', '2026-03-01', 'genre', 1, 'pop', 'pop', 5, 5.0, 1, 0, 0.800, 0.625),  -- Cy has no genre
    ('anna', 'month', '2026-03-01', 'genre', 2, 'rock', 'rock', 5, 5.0, 2, 0, 0.800, 0.625),  -- the same
    ('anna', 'year', '2026-01-01', 'track', 1, 't1', 'One', 4, 4.0, null, null, 0.109, 0.833),  -- seven of 64 days are known
    ('anna', 'year', '2026-01-01', 'track', 2, 't2', 'Two', 4, 4.0, null, null, 0.109, 0.833),  -- the same in everything: by id
    ('anna', 'year', '2026-01-01', 'track', 3, 't4', 'Four', 1, 1.0, null, null, 0.109, 0.833),  -- once
    ('anna', 'year', '2026-01-01', 'track', 4, 't3', null, 1, null, null, null, 0.109, 0.833),  -- once
    ('anna', 'year', '2026-01-01', 'artist', 1, 'a1', 'Ana', 8, 8.0, null, null, 0.109, 0.750),  -- t1 and t2
    ('anna', 'year', '2026-01-01', 'artist', 2, 'a2', null, 4, 4.0, null, null, 0.109, 0.750),  -- t2
    ('anna', 'year', '2026-01-01', 'artist', 3, 'a3', 'Cy', 1, 1.0, null, null, 0.109, 0.750),  -- t4
    ('anna', 'year', '2026-01-01', 'album', 1, 'b1', 'First', 8, 8.0, null, null, 0.109, 0.667),  -- t1 and t2
    ('anna', 'year', '2026-01-01', 'genre', 1, 'pop', 'pop', 8, 8.0, null, null, 0.109, 0.667),  -- t1 and t2
    ('anna', 'year', '2026-01-01', 'genre', 2, 'rock', 'rock', 8, 8.0, null, null, 0.109, 0.667),  -- t1 and t2
    ('ben', 'week', '2026-12-28', 'track', 1, 't3', null, 1, null, null, null, null, 1.000),  -- the first week
    ('ben', 'week', '2027-01-11', 'track', 1, 't3', null, 1, null, null, null, null, 1.000),  -- nothing was heard in the week before
    ('ben', 'month', '2026-12-01', 'track', 1, 't3', null, 1, null, null, null, null, 1.000),  -- the first month
    ('ben', 'month', '2027-01-01', 'track', 1, 't3', null, 1, null, 1, 0, null, 1.000),  -- the month after
    ('ben', 'year', '2026-01-01', 'track', 1, 't3', null, 1, null, null, null, null, 1.000),  -- the first year
    ('ben', 'year', '2027-01-01', 'track', 1, 't3', null, 1, null, 1, 0, null, 1.000);  -- the year after
