insert into spotify.plays (user_id, played_at, item_uri, source) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:t1', 'recently-played'),  -- counted
    ('anna', '2026-03-02 10:00Z', 'spotify:track:t1', 'recently-played');  -- counted

insert into marts.listening_sessions (user_id, session_number, play_count) values
    ('anna', 3, 1),  -- offends: user_id=anna played=2 counted=3
    ('ghost', 1, 1);  -- offends: user_id=ghost played=null counted=1
