insert into spotify.markets (market) values
    ('DE'),  -- a country
    ('XK'),  -- Kosovo has no code of ISO's
    ('de-DE');  -- offends: market=de-DE
