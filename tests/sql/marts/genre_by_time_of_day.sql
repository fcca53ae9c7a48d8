insert into spotify.users (user_id, time_zone) values
    ('anna', 'Europe/Berlin');  -- an hour before UTC

insert into spotify.artists (artist_id, name, genres) values
    ('a1', 'Ana', array['pop', 'rock']),  -- of two genres
    ('a2', 'Bo', array['pop']),  -- of one
    ('a3', 'Cy', '{}'),  -- of none
    ('a4', 'Di', null),  -- not read in full
    ('a5', 'Eva', array['rock']);  -- of one

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- by Ana
    ('t1', 2, 'a2'),  -- with Bo: pop counts once
    ('t2', 1, 'a3'),  -- by Cy, of no genre
    ('t3', 1, 'a4'),  -- by Di, whose genres are not known
    ('t5', 1, 'a5'),  -- by Eva
    ('t5', 2, 'a9');  -- with somebody of whom only the id is known

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-03-01 23:30Z', 'spotify:track:t5', 't5', 'recently-played'),  -- half past midnight in Berlin: night
    ('anna', '2026-03-02 04:59:59Z', 'spotify:track:t1', 't1', 'recently-played'),  -- a second before six: night
    ('anna', '2026-03-02 05:00Z', 'spotify:track:t1', 't1', 'recently-played'),  -- six: morning
    ('anna', '2026-03-02 05:10Z', 'spotify:track:t2', 't2', 'recently-played'),  -- of no genre
    ('anna', '2026-03-02 05:20Z', 'spotify:track:t3', 't3', 'recently-played'),  -- of unknown genres
    ('anna', '2026-03-02 11:00Z', 'spotify:track:t5', 't5', 'recently-played'),  -- noon: afternoon
    ('anna', '2026-03-02 17:30Z', 'spotify:local:Ana::Demo:61', null, 'recently-played'),  -- evening: a local file, of no artist
    ('anna', '2026-03-02 17:40Z', 'spotify:episode:e1', null, 'recently-played'),  -- evening: an episode
    ('ben', '2026-03-02 12:00Z', 'spotify:track:t5', 't5', 'recently-played');  -- of whose readings nothing is noted, in UTC

insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
    ('anna', '2026-03-01 23:00Z', '2026-03-02 08:00Z', true),  -- night and half of the morning
    ('anna', '2026-03-02 08:00Z', '2026-03-02 11:00Z', false),  -- the other half
    ('anna', '2026-03-02 11:00Z', '2026-03-02 18:00Z', true);  -- afternoon and an hour

insert into expected (user_id, part_of_day, genre, play_count, share, lift, rank, genre_coverage, coverage) values
    ('anna', 'night', 'rock', 2, 1.000, 1.000, 1, 1.000, 1.000),  -- both plays, as all others that are known
    ('anna', 'night', 'pop', 1, 0.500, 1.000, 2, 1.000, 1.000),  -- one of two, as of all
    ('anna', 'morning', 'pop', 1, 1.000, 2.000, 1, 0.333, 0.500),  -- twice as often as else; the tie goes by name
    ('anna', 'morning', 'rock', 1, 1.000, 1.000, 2, 0.333, 0.500),  -- one of one that is known, of three
    ('anna', 'afternoon', 'rock', 1, 1.000, 1.000, 1, 1.000, 1.000),  -- the only one; the evening has no genre and no row
    ('ben', 'afternoon', 'rock', 1, 1.000, 1.000, 1, 1.000, null);  -- another listener
