-- How many days in a row does a listener hear something?
-- A streak is a run of days, by the listener's clock, each with a play. A day whose plays were lost ends a streak as a
-- silent one does: is_broken_by_gap tells which, and a streak after such a day may have begun before it.
-- grain: user_id x started_on
-- started_on: the first day, in the listener's time zone
-- ended_on: the last day
-- is_current: whether it goes on: its last day is the day of the last reading, or the day before, for that day was not over;
--   null where nothing is noted of the listener's readings
-- is_broken_by_gap: whether plays of the day after it are missing in part or all, so that it may have gone on; false where
--   that day is not read yet, null where nothing is known of the readings at that time
-- rank: 1, 2, 3 ... without gaps or ties: by days, then plays, the earlier first
-- coverage: share of its days' time, between the first reading and the last, whose plays are known; null for another time
with islands as (
    select
        d.user_id,
        d.played_on,
        d.play_count,
        d.hours_read,
        d.hours_covered,
        d.played_on - (row_number() over (partition by d.user_id order by d.played_on))::int as island
    from marts.listening_days as d
    where d.play_count > 0
),

streaks as (
    select
        i.user_id,
        min(i.played_on) as started_on,
        max(i.played_on) as ended_on,
        count(*) as day_count,
        sum(i.play_count)::bigint as play_count,
        round(sum(i.hours_covered) / sum(i.hours_read), 3) as coverage
    from islands as i
    group by i.user_id, i.island
),

last_readings as (
    select
        d.user_id,
        max(d.played_on) as read_on
    from marts.listening_days as d
    where d.hours_read is not null
    group by d.user_id
)

select
    s.user_id,
    s.started_on,
    s.ended_on,
    s.day_count,
    s.play_count,
    s.ended_on >= l.read_on - 1 as is_current,
    case when s.ended_on >= l.read_on then false else n.hours_covered < n.hours_read end as is_broken_by_gap,
    row_number() over (
        partition by s.user_id
        order by s.day_count desc, s.play_count desc, s.started_on
    )::int as rank,
    s.coverage
from streaks as s
left join last_readings as l on l.user_id = s.user_id
left join marts.listening_days as n on n.user_id = s.user_id and n.played_on = s.ended_on + 1
