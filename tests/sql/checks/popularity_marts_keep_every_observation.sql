insert into spotify.artist_stats (artist_id, observed_on, popularity) values
    ('a1', '2026-03-01', 50),  -- kept
    ('a1', '2026-03-02', 51);  -- kept

insert into spotify.track_stats (track_id, observed_on, popularity) values
    ('t1', '2026-03-01', 50);  -- kept

insert into marts.artist_popularity (artist_id, observed_on) values
    ('a2', '2026-03-02');  -- offends: subject=artist observed_on=2026-03-02 observed=1 kept=2

insert into marts.track_popularity (track_id, observed_on) values
    ('t2', '2026-03-05');  -- offends: subject=track observed_on=2026-03-05 observed=null kept=1
