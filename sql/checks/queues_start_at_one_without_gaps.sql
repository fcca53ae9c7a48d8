-- The places of a queue are 1, 2, 3 ...
-- A gap means that an item was lost on the way, or that two readings were taken for one.
-- severity: fail
select
    q.user_id,
    q.observed_at,
    array_agg(q.position order by q.position) as positions
from spotify.queue_items as q
group by q.user_id, q.observed_at
having min(q.position) <> 1 or max(q.position) <> count(*)
