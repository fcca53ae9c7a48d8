-- How does the popularity of a track move?
-- Empty in quota modes that do not give it.
-- grain: track_id x observed_on
-- artist_names: everyone credited, in the order of the credit; null where nobody's name is known
-- observed_on: the day of the reading, in UTC
-- previous_observed_on: the reading before; null for the first
-- popularity_change: since the reading before; null where either lacks the value
with credits as (
    select
        c.track_id,
        string_agg(a.artist_name, ', ' order by c.credit_position) as artist_names
    from staging.track_artists as c
    inner join staging.artists as a on a.artist_id = c.artist_id
    group by c.track_id
)

select
    s.track_id,
    t.track_name,
    c.artist_names,
    s.observed_on,
    s.popularity,
    lag(s.observed_on) over by_track as previous_observed_on,
    s.popularity - lag(s.popularity) over by_track as popularity_change
from staging.track_stats as s
left join staging.tracks as t on t.track_id = s.track_id
left join credits as c on c.track_id = s.track_id
window by_track as (partition by s.track_id order by s.observed_on)
