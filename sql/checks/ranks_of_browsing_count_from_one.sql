-- Ranks of new releases, of playlists put forward and of search results count from 1.
-- A rank of 0 or less means that pages were put together wrongly, and that every place is another than people saw.
-- severity: fail
select
    'release' as subject,
    r.observed_on,
    r.rank
from spotify.new_releases as r
where r.rank < 1
union all
select
    'category' as subject,
    c.observed_on,
    c.rank
from spotify.category_playlists as c
where c.rank < 1
union all
select
    'feature' as subject,
    f.observed_on,
    f.rank
from spotify.featured_playlists as f
where f.rank < 1
union all
select
    'search' as subject,
    s.observed_on,
    s.rank
from spotify.search_results as s
where s.rank < 1
