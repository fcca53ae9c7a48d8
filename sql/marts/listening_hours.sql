-- At what hour of which weekday does a listener hear music?
-- Every listener with a play has all 168 hours of the week. Compare hours by plays_per_day and not by play_count, which
-- is low too where readings were missing.
-- grain: user_id x weekday x hour
-- weekday: 1 = Monday to 7 = Sunday, in the listener's time zone, as the hour
-- hour: 0 to 23; a play counts in the hour of its played_at, at which it ended
-- minutes_played: as if every play lasted to the end; null where no length is known, 0 without a play
-- share: of all plays of the listener, from 0 to 1
-- days_read: how often this hour of this weekday came between the first reading and the last; a part of an hour counts as
--   a part, and an hour that the clock shows twice counts twice
-- days_covered: how often it came while plays are known
-- plays_per_day: plays of the time that is covered for each time that it came; null where it never did
-- coverage: days_covered for each of days_read, from 0 to 1; null where it came in no reading
with covered as (
    select
        c.user_id,
        range_agg(tstzrange(c.began_at, c.ended_at, '[]')) as times
    from staging.play_coverage as c
    where c.is_covered
    group by c.user_id
),

-- Materialized, or the times of a listener would be carried with every play into the sorting.
heard as materialized (
    select
        p.user_id,
        p.played_at at time zone coalesce(u.time_zone, 'UTC') as local_time,
        t.duration_ms,
        coalesce(c.times @> p.played_at, false) as is_covered
    from staging.plays as p
    left join staging.users as u on u.user_id = p.user_id
    left join staging.tracks as t on t.track_id = p.track_id
    left join covered as c on c.user_id = p.user_id
),

played as (
    select
        h.user_id,
        extract(isodow from h.local_time)::int as weekday,
        extract(hour from h.local_time)::int as hour,
        count(*) as play_count,
        count(*) filter (where h.is_covered) as covered_count,
        round(sum(h.duration_ms) / 60000.0, 1) as minutes_played
    from heard as h
    group by h.user_id, extract(isodow from h.local_time)::int, extract(hour from h.local_time)::int
),

totals as (
    select
        p.user_id,
        sum(p.play_count) as play_count
    from played as p
    group by p.user_id
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

-- Each stretch cut at the full hours of the listener's clock.
parts as (
    select
        s.user_id,
        extract(isodow from h.began_at at time zone s.time_zone)::int as weekday,
        extract(hour from h.began_at at time zone s.time_zone)::int as hour,
        s.is_covered,
        least(s.ended_at, h.began_at + interval '1 hour') - greatest(s.began_at, h.began_at) as length
    from stretches as s
    cross join lateral generate_series(
        date_trunc('hour', s.began_at, s.time_zone),
        s.ended_at,
        interval '1 hour'
    ) as h (began_at)
),

hours_read as (
    select
        p.user_id,
        p.weekday,
        p.hour,
        extract(epoch from sum(p.length)) / 3600 as days_read,
        coalesce(extract(epoch from sum(p.length) filter (where p.is_covered)), 0) / 3600 as days_covered
    from parts as p
    group by p.user_id, p.weekday, p.hour
    having sum(p.length) > interval '0'
)

select
    t.user_id,
    w.weekday,
    h.hour,
    coalesce(p.play_count, 0) as play_count,
    case when p.play_count is null then 0 else p.minutes_played end as minutes_played,
    round(coalesce(p.play_count, 0) / t.play_count, 3) as share,
    round(r.days_read::numeric, 3) as days_read,
    round(r.days_covered::numeric, 3) as days_covered,
    round((coalesce(p.covered_count, 0) / nullif(r.days_covered, 0))::numeric, 2) as plays_per_day,
    round((r.days_covered / r.days_read)::numeric, 3) as coverage
from totals as t
cross join generate_series(1, 7) as w (weekday)
cross join generate_series(0, 23) as h (hour)
left join played as p on p.user_id = t.user_id and p.weekday = w.weekday and p.hour = h.hour
left join hours_read as r on r.user_id = t.user_id and r.weekday = w.weekday and r.hour = h.hour
