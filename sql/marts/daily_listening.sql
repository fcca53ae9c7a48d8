-- How much does a listener hear on a day, and of how many artists?
-- Every day between the first reading of plays and the last has a row, one without a play too.
-- grain: user_id x played_on
-- played_on: the day in UTC
-- play_count: 0 is silence where the day is covered, and may be missing data where it is not
-- track_count: different things heard, local files and episodes included
-- artist_count: different artists credited on them, guests included
-- minutes_played: as if every play lasted to the end, for Spotify does not say how long it did; null where no length is known
-- duration_coverage: share of the plays whose length is known, from 0 to 1; null without a play
-- coverage: share of the day, from the first reading on and up to the last, whose plays are known, from 0 to 1;
--   null for plays of another time
with artists as (
    select
        p.user_id,
        p.played_on,
        count(distinct c.artist_id) as artist_count
    from staging.plays as p
    inner join staging.track_artists as c on c.track_id = p.track_id
    group by p.user_id, p.played_on
),

days as (
    select
        p.user_id,
        p.played_on,
        count(*) as play_count,
        count(distinct p.item_uri) as track_count,
        round(sum(t.duration_ms) / 60000.0, 1) as minutes_played,
        min(p.played_at) as first_played_at,
        max(p.played_at) as last_played_at,
        round(count(t.duration_ms) / count(*)::numeric, 3) as duration_coverage
    from staging.plays as p
    left join staging.tracks as t on t.track_id = p.track_id
    group by p.user_id, p.played_on
),

-- Each stretch cut at midnight, so that one day is added up from few rows however long the history is.
parts as (
    select
        c.user_id,
        d.midnight::date as played_on,
        c.is_covered,
        least(c.ended_at at time zone 'UTC', d.midnight + interval '1 day')
        - greatest(c.began_at at time zone 'UTC', d.midnight) as length
    from staging.play_coverage as c
    cross join lateral generate_series(
        date_trunc('day', c.began_at at time zone 'UTC'),
        c.ended_at at time zone 'UTC',
        interval '1 day'
    ) as d (midnight)
),

read_days as (
    select
        p.user_id,
        p.played_on,
        extract(epoch from sum(p.length)) as seconds,
        extract(epoch from sum(p.length) filter (where p.is_covered)) as seconds_covered
    from parts as p
    group by p.user_id, p.played_on
    having sum(p.length) > interval '0' -- one that ends at midnight says nothing of the next day
)

select
    coalesce(d.user_id, r.user_id) as user_id,
    coalesce(d.played_on, r.played_on) as played_on,
    coalesce(d.play_count, 0) as play_count,
    coalesce(d.track_count, 0) as track_count,
    coalesce(a.artist_count, 0) as artist_count,
    case when d.play_count is null then 0 else d.minutes_played end as minutes_played,
    d.first_played_at,
    d.last_played_at,
    d.duration_coverage,
    round(coalesce(r.seconds_covered, 0) / r.seconds, 3) as coverage
from days as d
full join read_days as r on r.user_id = d.user_id and r.played_on = d.played_on
left join artists as a on a.user_id = d.user_id and a.played_on = d.played_on
