-- How much does a listener hear on a day, and of how many artists?
-- Days without a play have no row.
-- grain: user_id x played_on
-- played_on: the day in UTC
-- track_count: different things heard, local files and episodes included
-- artist_count: different artists credited on them, guests included
-- minutes_played: as if every play lasted to the end, for Spotify does not say how long it did; null where no length is known
-- duration_coverage: share of the plays whose length is known, from 0 to 1
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
)

select
    d.user_id,
    d.played_on,
    d.play_count,
    d.track_count,
    coalesce(a.artist_count, 0) as artist_count,
    d.minutes_played,
    d.first_played_at,
    d.last_played_at,
    d.duration_coverage
from days as d
left join artists as a on a.user_id = d.user_id and a.played_on = d.played_on
