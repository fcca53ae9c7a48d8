-- The hours of listening_hours add up to all plays of a listener.
-- severity: fail
with played as (
    select
        p.user_id,
        count(*) as play_count
    from spotify.plays as p
    group by p.user_id
),

counted as (
    select
        h.user_id,
        sum(h.play_count) as play_count
    from marts.listening_hours as h
    group by h.user_id
)

select
    coalesce(p.user_id, c.user_id) as user_id,
    p.play_count as played,
    c.play_count as counted
from played as p
full join counted as c on c.user_id = p.user_id
where p.play_count is distinct from c.play_count
