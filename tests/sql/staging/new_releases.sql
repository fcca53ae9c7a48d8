insert into spotify.new_releases (album_id, observed_on, country, rank) values
    ('b1', '2026-03-01', '', 1),  -- no country was asked for
    ('b1', '2026-03-02', 'SE', 7);  -- one was, as older apps may

insert into expected (album_id, observed_on, country, release_rank) values
    ('b1', '2026-03-01', null, 1),  -- Spotify chose
    ('b1', '2026-03-02', 'SE', 7);  -- as asked
