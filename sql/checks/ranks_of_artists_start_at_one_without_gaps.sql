-- The top tracks of an artist and the related artists are ranked 1, 2, 3 ...
-- Only a warning: one that had to be rejected leaves its rank empty.
-- severity: warn
select
    'top tracks' as ranked,
    t.artist_id,
    t.market,
    t.observed_on,
    array_agg(t.rank order by t.rank) as ranks
from spotify.artist_top_tracks as t
group by t.artist_id, t.market, t.observed_on
having min(t.rank) <> 1 or max(t.rank) <> count(*)
union all
select
    'related artists' as ranked,
    r.artist_id,
    null as market,
    null as observed_on,
    array_agg(r.rank order by r.rank) as ranks
from spotify.related_artists as r
group by r.artist_id
having min(r.rank) <> 1 or max(r.rank) <> count(*)
