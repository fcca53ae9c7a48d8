-- How do the popularity and the followers of an artist move?
-- Spotify's own numbers where it gives them. On days for which it gave an artist neither, and playlists were read, there
-- is a local score instead: how far the artist reaches here, beside the others of that day. Of these days the latest 90
-- have rows, for the artists that a playlist had at the end of the day or that were played in the 28 days up to it.
-- The local score depends on the playlists that are read, so it compares artists on a day and days while the playlists
-- stay the same; it is no estimate of Spotify's popularity, and neither is to be compared with the other.
-- grain: artist_id x observed_on
-- observed_on: the day of the reading, in UTC
-- previous_observed_on: the reading by Spotify before; null for the first, and for rows of the local score
-- popularity_change: since the reading before; null where either lacks the value
-- followers_change: since the reading before; null where either lacks the value
-- metric_source: spotify where the row has its popularity or followers, else local
-- local_score: 0 to 100, the share of the day's other artists that reach less far: are in fewer playlists, or in as many
--   and were played less in 28 days; null where Spotify's numbers are known, and on days without a score
-- coverage: from 0 to 1, the same for all rows of a day and source: share of the artists with any number of Spotify's
--   that have one of this day, the others not having been read; for the local score the share of the tracks ever seen in
--   playlists whose name, artists and album are stored, the others counting for nobody
with observed as materialized (
    select
        s.artist_id,
        s.observed_on,
        s.popularity,
        s.followers,
        s.popularity is not null or s.followers is not null as is_given,
        lag(s.observed_on) over by_artist as previous_observed_on,
        s.popularity - lag(s.popularity) over by_artist as popularity_change,
        s.followers - lag(s.followers) over by_artist as followers_change
    from staging.artist_stats as s
    window by_artist as (partition by s.artist_id order by s.observed_on)
),

measured as (
    select count(distinct o.artist_id) as artist_count
    from observed as o
    where o.is_given
),

days as (
    select
        o.observed_on,
        round(count(*) filter (where o.is_given) / nullif(max(m.artist_count), 0)::numeric, 3) as coverage
    from observed as o
    cross join measured as m
    group by o.observed_on
),

details as (
    select min(t.details_coverage) as coverage
    from marts.track_performance as t
),

read_days as (
    select distinct (c.changed_at at time zone 'UTC')::date as read_on
    from marts.playlist_changes as c
),

scored_days as materialized (
    select
        r.read_on,
        row_number() over (order by r.read_on) as day_number
    from (
        select d.read_on
        from read_days as d
        order by d.read_on desc
        limit 90
    ) as r
),

first_day as (
    select
        min(d.read_on) as read_on,
        min(d.day_number) as day_number,
        max(d.day_number) as last_number
    from scored_days as d
),

-- A credit may name an artist twice.
credits as (
    select distinct
        c.track_id,
        c.artist_id
    from staging.track_artists as c
),

-- On which of the days, by number, a playlist had an artist at their end. The joins are on equal dates and overlaps are
-- merged before anything is spread over days, for there are many stays.
in_playlist as (
    select
        c.artist_id,
        s.playlist_id,
        range_agg(
            int8range(greatest(f.day_number, b.day_number), coalesce(e.day_number, f.last_number + 1))
        ) as day_numbers
    from marts.playlist_item_stays as s
    inner join credits as c on c.track_id = s.track_id
    cross join first_day as f
    left join scored_days as b on b.read_on = (s.entered_at at time zone 'UTC')::date
    left join scored_days as e on e.read_on = (s.left_at at time zone 'UTC')::date
    where s.left_at is null or (s.left_at at time zone 'UTC')::date > f.read_on
    group by c.artist_id, s.playlist_id
),

-- Of each date the first scored day that does not come before it; null after the last.
calendar as (
    select
        g.moment::date as played_on,
        min(d.day_number) as day_number
    from (
        select
            min(d.read_on) - 27 as begins_on,
            max(d.read_on) + 28 as ends_on
        from scored_days as d
    ) as r
    cross join lateral generate_series(r.begins_on::timestamp, r.ends_on::timestamp, interval '1 day') as g (moment)
    left join scored_days as d on d.read_on >= g.moment::date
    group by g.moment
),

played as materialized (
    select
        c.artist_id,
        b.day_number as first_number,
        coalesce(e.day_number, f.last_number + 1) as end_number,
        count(*) as play_count
    from staging.plays as p
    inner join calendar as b on b.played_on = p.played_on
    left join calendar as e on e.played_on = p.played_on + 28
    inner join credits as c on c.track_id = p.track_id
    cross join first_day as f
    where b.day_number < coalesce(e.day_number, f.last_number + 1)
    group by c.artist_id, b.day_number, coalesce(e.day_number, f.last_number + 1)
),

-- What an artist gains and loses on a day; added up, what it has then.
steps as (
    select
        i.artist_id,
        lower(r.numbers) as day_number,
        1 as playlist_step,
        0 as play_step
    from in_playlist as i
    cross join lateral unnest(i.day_numbers) as r (numbers)
    union all
    select
        i.artist_id,
        upper(r.numbers) as day_number,
        -1 as playlist_step,
        0 as play_step
    from in_playlist as i
    cross join lateral unnest(i.day_numbers) as r (numbers)
    union all
    select
        p.artist_id,
        p.first_number as day_number,
        0 as playlist_step,
        p.play_count as play_step
    from played as p
    union all
    select
        p.artist_id,
        p.end_number as day_number,
        0 as playlist_step,
        -p.play_count as play_step
    from played as p
),

stretches as (
    select
        s.artist_id,
        s.day_number as first_number,
        lead(s.day_number) over by_artist as end_number,
        (sum(sum(s.playlist_step)) over by_artist)::bigint as playlist_count,
        (sum(sum(s.play_step)) over by_artist)::bigint as play_count
    from steps as s
    group by s.artist_id, s.day_number
    window by_artist as (partition by s.artist_id order by s.day_number)
),

reach as materialized (
    select
        s.artist_id,
        d.day_number,
        s.playlist_count,
        s.play_count
    from stretches as s
    cross join lateral generate_series(s.first_number, s.end_number - 1) as d (day_number)
    where s.playlist_count > 0 or s.play_count > 0
),

-- Many artists reach equally far: the few different reaches of a day are ranked, not its artists.
ranked as (
    select
        r.day_number,
        r.playlist_count,
        r.play_count,
        sum(count(*)) over (
            partition by r.day_number
            order by r.playlist_count, r.play_count
        ) - count(*) as artists_below,
        sum(count(*)) over (partition by r.day_number) as artists
    from reach as r
    group by r.day_number, r.playlist_count, r.play_count
),

scores as (
    select
        d.read_on,
        r.artist_id,
        round(coalesce(100 * k.artists_below / nullif(k.artists - 1, 0), 0), 1) as local_score
    from reach as r
    inner join ranked as k
        on k.day_number = r.day_number
        and k.playlist_count = r.playlist_count
        and k.play_count = r.play_count
    inner join scored_days as d on d.day_number = r.day_number
)

select
    coalesce(o.artist_id, s.artist_id) as artist_id,
    a.artist_name,
    coalesce(o.observed_on, s.read_on) as observed_on,
    o.popularity,
    o.followers,
    o.previous_observed_on,
    o.popularity_change,
    o.followers_change,
    case when o.is_given then 'spotify' else 'local' end as metric_source,
    case when o.is_given is not true then s.local_score end as local_score,
    case when o.is_given then y.coverage else v.coverage end as coverage
from observed as o
full join scores as s on s.artist_id = o.artist_id and s.read_on = o.observed_on
cross join details as v
left join days as y on y.observed_on = o.observed_on
left join staging.artists as a on a.artist_id = coalesce(o.artist_id, s.artist_id)
