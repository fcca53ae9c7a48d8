-- The places of a listener's ranking are 1, 2, 3 ..., and nobody has two of them.
-- Only a warning: a gap is an element that Spotify sent empty or that had to be set aside.
-- severity: warn
select
    t.user_id,
    t.observed_on,
    t.item_type,
    t.time_range,
    count(*) as places,
    max(t.rank) as last_place,
    count(distinct t.item_id) as items
from spotify.top_items as t
group by t.user_id, t.observed_on, t.item_type, t.time_range
having min(t.rank) <> 1 or max(t.rank) <> count(*) or count(distinct t.item_id) <> count(*)
