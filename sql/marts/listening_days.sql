-- How much does a listener hear on a day by their own clock?
-- As marts.daily_listening, whose days are those of UTC; the other marts of listening rest on these. Every day between the
-- first reading of plays and the last has a row, one without a play too.
-- grain: user_id x played_on
-- played_on: the day in the listener's time zone, 23 or 25 hours long where the clock changes
-- time_zone: the listener's, from the settings; UTC for a listener without one
-- play_count: 0 is silence where the day is covered, and may be missing data where it is not
-- minutes_played: as if every play lasted to the end; null where no length is known
-- hours_read: hours of the day that lie between the first reading and the last; null for plays of another time
-- hours_covered: hours among these whose plays are known
-- coverage: share of these hours whose plays are known, from 0 to 1; null for plays of another time
with days as (
    select
        p.user_id,
        (p.played_at at time zone coalesce(u.time_zone, 'UTC'))::date as played_on,
        count(*) as play_count,
        round(sum(t.duration_ms) / 60000.0, 1) as minutes_played
    from staging.plays as p
    left join staging.users as u on u.user_id = p.user_id
    left join staging.tracks as t on t.track_id = p.track_id
    group by p.user_id, (p.played_at at time zone coalesce(u.time_zone, 'UTC'))::date
),

stretches as (
    select
        c.user_id,
        c.began_at,
        c.ended_at,
        c.is_covered,
        coalesce(u.time_zone, 'UTC') as time_zone
    from staging.play_coverage as c
    left join staging.users as u on u.user_id = c.user_id
),

-- Each stretch cut at midnight, so that one day is added up from few rows however long the history is.
parts as (
    select
        s.user_id,
        d.midnight::date as played_on,
        s.is_covered,
        least(s.ended_at, (d.midnight + interval '1 day') at time zone s.time_zone)
        - greatest(s.began_at, d.midnight at time zone s.time_zone) as length
    from stretches as s
    cross join lateral generate_series(
        date_trunc('day', s.began_at at time zone s.time_zone),
        s.ended_at at time zone s.time_zone,
        interval '1 day'
    ) as d (midnight)
),

read_days as (
    select
        p.user_id,
        p.played_on,
        extract(epoch from sum(p.length)) / 3600 as hours_read,
        coalesce(extract(epoch from sum(p.length) filter (where p.is_covered)), 0) / 3600 as hours_covered
    from parts as p
    group by p.user_id, p.played_on
    having sum(p.length) > interval '0' -- one that ends at midnight says nothing of the next day
)

select
    coalesce(d.user_id, r.user_id) as user_id,
    coalesce(d.played_on, r.played_on) as played_on,
    coalesce(u.time_zone, 'UTC') as time_zone,
    coalesce(d.play_count, 0) as play_count,
    case when d.play_count is null then 0 else d.minutes_played end as minutes_played,
    round(r.hours_read::numeric, 3) as hours_read,
    round(r.hours_covered::numeric, 3) as hours_covered,
    round((r.hours_covered / r.hours_read)::numeric, 3) as coverage
from days as d
full join read_days as r on r.user_id = d.user_id and r.played_on = d.played_on
left join staging.users as u on u.user_id = coalesce(d.user_id, r.user_id)
