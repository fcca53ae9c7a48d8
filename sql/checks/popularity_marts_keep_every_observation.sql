-- The popularity of artists and tracks has as many rows on a day as were observed.
-- Rows of the local score, on days on which Spotify gave an artist nothing, are not counted.
-- severity: fail
with observed as (
    select
        'artist' as subject,
        s.observed_on,
        count(*) as row_count
    from spotify.artist_stats as s
    group by s.observed_on
    union all
    select
        'track' as subject,
        s.observed_on,
        count(*) as row_count
    from spotify.track_stats as s
    group by s.observed_on
),

kept as (
    select
        'artist' as subject,
        s.observed_on,
        count(*) as row_count
    from marts.artist_popularity as s
    left join spotify.artist_stats as o on o.artist_id = s.artist_id and o.observed_on = s.observed_on
    where o.artist_id is not null or s.metric_source is distinct from 'local'
    group by s.observed_on
    union all
    select
        'track' as subject,
        s.observed_on,
        count(*) as row_count
    from marts.track_popularity as s
    group by s.observed_on
)

select
    coalesce(o.subject, k.subject) as subject,
    coalesce(o.observed_on, k.observed_on) as observed_on,
    o.row_count as observed,
    k.row_count as kept
from observed as o
full join kept as k on k.subject = o.subject and k.observed_on = o.observed_on
where o.row_count is distinct from k.row_count
