insert into spotify.artist_stats (artist_id, observed_on, popularity) values
    ('a1', '2026-03-01', 50),  -- kept
    ('a1', '2026-03-02', 51),  -- kept
    ('a4', '2026-03-02', null);  -- a reading that gives nothing, kept too

insert into spotify.track_stats (track_id, observed_on, popularity) values
    ('t1', '2026-03-01', 50);  -- kept

insert into marts.artist_popularity (artist_id, observed_on, metric_source) values
    ('a3', '2026-03-02', 'local'),  -- a local score alone is no observation
    ('a2', '2026-03-02', 'spotify');  -- offends: subject=artist observed_on=2026-03-02 observed=2 kept=3

insert into marts.track_popularity (track_id, observed_on) values
    ('t2', '2026-03-05');  -- offends: subject=track observed_on=2026-03-05 observed=null kept=1
