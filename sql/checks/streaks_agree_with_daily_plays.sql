-- The streaks of listening_streaks have every day of a listener with a play, and all plays of it.
-- severity: fail
with days as (
    select
        p.user_id,
        (p.played_at at time zone coalesce(u.time_zone, 'UTC'))::date as played_on,
        count(*) as play_count
    from spotify.plays as p
    left join spotify.users as u on u.user_id = p.user_id
    group by p.user_id, (p.played_at at time zone coalesce(u.time_zone, 'UTC'))::date
),

played as (
    select
        d.user_id,
        count(*) as day_count,
        sum(d.play_count) as play_count
    from days as d
    group by d.user_id
),

counted as (
    select
        s.user_id,
        sum(s.day_count) as day_count,
        sum(s.ended_on - s.started_on + 1) as day_span,
        sum(s.play_count) as play_count
    from marts.listening_streaks as s
    group by s.user_id
)

select
    coalesce(p.user_id, c.user_id) as user_id,
    p.day_count as days_played,
    c.day_count as days_counted,
    c.day_span as days_spanned,
    p.play_count as played,
    c.play_count as counted
from played as p
full join counted as c on c.user_id = p.user_id
where
    p.day_count is distinct from c.day_count
    or p.day_count is distinct from c.day_span
    or p.play_count is distinct from c.play_count
