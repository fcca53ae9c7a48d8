-- How does the popularity of a track move?
-- Empty in quota modes that do not give it.
-- grain: track_id x observed_on
-- artist_names: everyone credited, in the order of the credit; null where nobody's name is known
-- observed_on: the day of the reading, in UTC
-- previous_observed_on: the reading before; null for the first
-- popularity_change: since the reading before; null where either lacks the value
-- coverage: share of the tracks with any popularity that have one of this day, from 0 to 1; the others were not read
with credits as (
    select
        c.track_id,
        string_agg(a.artist_name, ', ' order by c.credit_position) as artist_names
    from staging.track_artists as c
    inner join staging.artists as a on a.artist_id = c.artist_id
    group by c.track_id
),

measured as (
    select count(distinct s.track_id) as track_count
    from staging.track_stats as s
    where s.popularity is not null
),

days as (
    select
        s.observed_on,
        round(count(s.popularity) / nullif(max(m.track_count), 0)::numeric, 3) as coverage
    from staging.track_stats as s
    cross join measured as m
    group by s.observed_on
)

select
    s.track_id,
    t.track_name,
    c.artist_names,
    s.observed_on,
    s.popularity,
    lag(s.observed_on) over by_track as previous_observed_on,
    s.popularity - lag(s.popularity) over by_track as popularity_change,
    d.coverage
from staging.track_stats as s
inner join days as d on d.observed_on = s.observed_on
left join staging.tracks as t on t.track_id = s.track_id
left join credits as c on c.track_id = s.track_id
window by_track as (partition by s.track_id order by s.observed_on)
