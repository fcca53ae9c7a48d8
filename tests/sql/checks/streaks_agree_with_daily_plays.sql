insert into spotify.users (user_id, time_zone) values
    ('anna', 'Europe/Berlin');  -- an hour before UTC

insert into spotify.plays (user_id, played_at, item_uri, source) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t1', 'recently-played'),  -- counted
    ('anna', '2026-03-02 10:00Z', 'spotify:track:t1', 'recently-played'),  -- a day later
    ('anna', '2026-03-02 23:30Z', 'spotify:track:t1', 'recently-played'),  -- and another, in Berlin
    ('ben', '2026-03-01 10:00Z', 'spotify:track:t1', 'recently-played'),  -- a streak that the mart gets wrong by length
    ('cleo', '2026-03-01 10:00Z', 'spotify:track:t1', 'recently-played');  -- one that it has right

insert into marts.listening_streaks (user_id, started_on, ended_on, day_count, play_count) values
    ('anna', '2026-03-09', '2026-03-09', 1, 1),  -- offends: user_id=anna days_played=3 days_counted=4 days_spanned=4 played=3 counted=4
    ('ben', '2026-03-10', '2026-03-11', 0, 0),  -- offends: user_id=ben days_played=1 days_counted=1 days_spanned=3 played=1 counted=1
    ('ghost', '2026-03-01', '2026-03-01', 1, 1);  -- offends: user_id=ghost days_played=null days_counted=1 days_spanned=1 played=null counted=1
