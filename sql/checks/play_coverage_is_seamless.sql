-- Each stretch of a listener's coverage begins where the one before ends, and is of the other kind.
-- severity: fail
with stretches as (
    select
        c.user_id,
        c.began_at,
        c.is_covered,
        lag(c.ended_at) over each_listener as ended_before,
        lag(c.is_covered) over each_listener as was_covered
    from spotify.play_coverage as c
    window each_listener as (partition by c.user_id order by c.began_at)
)

select
    s.user_id,
    s.began_at,
    s.ended_before
from stretches as s
where s.began_at <> s.ended_before or s.is_covered = s.was_covered
