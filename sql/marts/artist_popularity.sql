-- How do the popularity and the followers of an artist move?
-- Empty in quota modes that give neither.
-- grain: artist_id x observed_on
-- observed_on: the day of the reading, in UTC
-- previous_observed_on: the reading before; null for the first
-- popularity_change: since the reading before; null where either lacks the value
-- followers_change: since the reading before; null where either lacks the value
select
    s.artist_id,
    a.artist_name,
    s.observed_on,
    s.popularity,
    s.followers,
    lag(s.observed_on) over by_artist as previous_observed_on,
    s.popularity - lag(s.popularity) over by_artist as popularity_change,
    s.followers - lag(s.followers) over by_artist as followers_change
from staging.artist_stats as s
left join staging.artists as a on a.artist_id = s.artist_id
window by_artist as (partition by s.artist_id order by s.observed_on)
