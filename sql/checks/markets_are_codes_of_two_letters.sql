-- A market is two capital letters.
-- Anything else is a name or a locale in its place, and no market can be asked for by it.
-- severity: warn
select
    m.market
from spotify.markets as m
where m.market !~ '^[A-Z]{2}$'
