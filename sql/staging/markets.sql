-- The countries in which Spotify is to be had today.
-- market: ISO 3166-1 alpha-2 code, and XK for Kosovo
select
    m.market,
    m.loaded_at
from spotify.markets as m
