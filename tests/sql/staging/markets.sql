insert into spotify.markets (market) values
    ('DE');  -- a market

insert into expected (market) values
    ('DE');  -- as it is
