-- What does a listener hear most in a week, a month, a year?
-- The top 50 tracks, artists, albums and genres of each, by plays that are known; Spotify's own lists are in top_items.
-- A track counts for each artist credited, guests included, and once for each genre that one of its artists has, so that
-- artists and genres add up to more than the plays. Local files and episodes have no id and are in no list; a song that is
-- on two albums is two tracks.
-- grain: user_id x period x period_start x item_type x rank
-- period: week (from Monday), month or year, in the listener's time zone
-- period_start: its first day; the last one of a listener is not over
-- item_type: track, artist, album or genre
-- rank: 1 to 50, without gaps or ties: by plays, then minutes, then id
-- item_id: Spotify's id, or the genre itself
-- item_name: null where only the id is known
-- minutes_played: as if every play lasted to the end; null where no length is known
-- previous_rank: in the period before; null where it was not among the top 50 or nothing was heard
-- rank_change: places gained since the period before, negative for lost ones; null without a previous rank
-- coverage: share of the period, of its days before the first reading too but not of those after the last, whose plays are
--   known, from 0 to 1; null where it is before or after all readings
-- details_coverage: share of the period's plays that can count for this item_type, from 0 to 1: those of tracks with an
--   id, with known artists, with a known album, or with an artist whose genres are known
with periods as (
    select
        r.period,
        ('1 ' || r.period)::interval as length
    from (values ('week'), ('month'), ('year')) as r (period)
),

heard as (
    select
        p.user_id,
        (p.played_at at time zone coalesce(u.time_zone, 'UTC'))::date as played_on,
        p.track_id,
        count(*)::int as play_count
    from staging.plays as p
    left join staging.users as u on u.user_id = p.user_id
    group by p.user_id, (p.played_at at time zone coalesce(u.time_zone, 'UTC'))::date, p.track_id
),

counted as (
    select
        h.user_id,
        r.period,
        date_trunc(r.period, h.played_on::timestamp)::date as period_start,
        h.track_id,
        sum(h.play_count)::int as play_count
    from heard as h
    cross join periods as r
    group by h.user_id, r.period, date_trunc(r.period, h.played_on::timestamp)::date, h.track_id
),

-- Each period of a listener has a number, so that what follows is joined by one key: by three, Postgres compares every
-- week of a listener with every other. Few rows a track and period before they become many, one an artist and genre.
numbered as materialized (
    select
        c.user_id,
        c.period,
        c.period_start,
        dense_rank() over (order by c.user_id, c.period, c.period_start)::int as number,
        c.track_id,
        c.play_count
    from counted as c
),

played_tracks as (
    select distinct h.track_id
    from heard as h
    where h.track_id is not null
),

track_genres as (
    select distinct
        c.track_id,
        g.genre collate "C" as genre
    from played_tracks as p
    inner join staging.track_artists as c on c.track_id = p.track_id
    inner join staging.artists as a on a.artist_id = c.artist_id
    cross join lateral unnest(a.genres) as g (genre)
),

-- What each track counts for.
track_items as (
    select
        'track' as item_type,
        p.track_id,
        p.track_id as item_id
    from played_tracks as p
    union all
    select distinct
        'artist' as item_type,
        p.track_id,
        c.artist_id as item_id
    from played_tracks as p
    inner join staging.track_artists as c on c.track_id = p.track_id
    where c.artist_id is not null
    union all
    select
        'album' as item_type,
        p.track_id,
        t.album_id as item_id
    from played_tracks as p
    inner join staging.tracks as t on t.track_id = p.track_id
    where t.album_id is not null
    union all
    select
        'genre' as item_type,
        g.track_id,
        g.genre as item_id
    from track_genres as g
),

-- Numbers in the order of the ids are sorted quicker than ids. The first item of a track stands for all of its type where
-- plays are counted and not what they count for.
numbered_items as materialized (
    select
        i.item_type,
        i.track_id,
        i.item_id,
        dense_rank() over (order by i.item_type)::int as type_number,
        dense_rank() over (order by i.item_type, i.item_id collate "C")::int as item,
        row_number() over (partition by i.item_type, i.track_id order by i.item_id collate "C") = 1 as is_first
    from track_items as i
),

things as (
    select
        i.item,
        min(i.item_type) as item_type,
        min(i.item_id) as item_id
    from numbered_items as i
    group by i.item
),

items as (
    select
        c.number,
        i.item,
        i.type_number,
        sum(c.play_count)::int as play_count,
        sum(c.play_count) filter (where i.is_first)::int as first_count,
        round(sum(c.play_count * t.duration_ms::bigint) / 6000.0)::bigint as tenths_of_minutes
    from numbered as c
    inner join numbered_items as i on i.track_id = c.track_id
    left join staging.tracks as t on t.track_id = c.track_id
    group by c.number, i.item, i.type_number
),

ranked as (
    select
        i.number,
        (row_number() over (
            partition by i.number, i.type_number
            order by i.play_count desc, i.tenths_of_minutes desc nulls last, i.item
        ))::int as rank,
        i.item,
        i.play_count,
        round(i.tenths_of_minutes / 10.0, 1) as minutes_played,
        sum(i.first_count) over (partition by i.number, i.type_number) as known_count
    from items as i
),

last_readings as (
    select
        c.user_id,
        max(c.ended_at) as read_at
    from staging.play_coverage as c
    group by c.user_id
),

covered as (
    select
        d.user_id,
        r.period,
        date_trunc(r.period, d.played_on::timestamp)::date as period_start,
        min(d.time_zone) as time_zone,
        sum(d.hours_covered) as hours_covered
    from marts.listening_days as d
    cross join periods as r
    where d.hours_read is not null
    group by d.user_id, r.period, date_trunc(r.period, d.played_on::timestamp)::date
),

totals as (
    select
        n.number,
        n.user_id,
        n.period,
        n.period_start,
        sum(n.play_count) as play_count
    from numbered as n
    group by n.number, n.user_id, n.period, n.period_start
),

spans as materialized (
    select
        t.number,
        t.user_id,
        t.period,
        t.period_start,
        (t.period_start - r.length)::date as previous_start,
        t.play_count,
        round((c.hours_covered / (extract(epoch from
            least(l.read_at, (t.period_start + r.length) at time zone c.time_zone)
            - t.period_start::timestamp at time zone c.time_zone
        ) / 3600))::numeric, 3) as coverage
    from totals as t
    inner join periods as r on r.period = t.period
    left join covered as c on c.user_id = t.user_id and c.period = t.period and c.period_start = t.period_start
    left join last_readings as l on l.user_id = t.user_id
),

-- Only what is among the top is looked for in the period before.
top_items as (
    select
        s.user_id,
        s.period,
        s.period_start,
        s.previous_start,
        s.coverage,
        s.play_count as total_count,
        g.item_type,
        r.rank,
        g.item_id,
        r.play_count,
        r.minutes_played,
        r.known_count,
        lag(r.rank) over by_item as last_rank,
        lag(s.period_start) over by_item as last_start
    from ranked as r
    inner join spans as s on s.number = r.number
    inner join things as g on g.item = r.item
    where r.rank <= 50
    window by_item as (partition by s.user_id, s.period, r.item order by s.period_start)
)

select
    t.user_id,
    t.period,
    t.period_start,
    t.item_type,
    t.rank,
    t.item_id,
    case
        when t.item_type = 'genre' then t.item_id
        else coalesce(n.track_name, a.artist_name, b.album_name)
    end as item_name,
    t.play_count::bigint as play_count,
    t.minutes_played,
    case when t.last_start = t.previous_start then t.last_rank end as previous_rank,
    case when t.last_start = t.previous_start then t.last_rank - t.rank end as rank_change,
    t.coverage,
    round(t.known_count / t.total_count::numeric, 3) as details_coverage
from top_items as t
left join staging.tracks as n on t.item_type = 'track' and n.track_id = t.item_id
left join staging.artists as a on t.item_type = 'artist' and a.artist_id = t.item_id
left join staging.albums as b on t.item_type = 'album' and b.album_id = t.item_id
