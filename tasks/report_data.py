"""What the report reads of TARGET: one query a frame of the page, each with a limit that any database keeps to.

A name that is missing stays null; numbers are given as doubles, for a page has no use for exact ones.
"""

RISING_ARTISTS = """
select
    e.artist_name,
    e.compared_with,
    e.reach_before,
    e.reach,
    e.entries,
    e.exits,
    e.momentum::float8 as momentum
from marts.emerging_artists as e
where e.momentum > 0
order by e.rank
limit 15
"""

RISING_TRACKS = """
select
    e.track_name,
    e.artist_names,
    e.compared_with,
    e.reach_before,
    e.reach,
    e.entries,
    e.exits,
    e.momentum::float8 as momentum
from marts.emerging_tracks as e
where e.momentum > 0
order by e.rank
limit 15
"""

# Of the listeners those with the most plays.
LISTENERS = """
with listeners as (
    select
        d.user_id,
        coalesce(min(u.user_name), d.user_id) as user_name,
        sum(d.play_count) as play_count
    from marts.listening_days as d
    left join staging.users as u on u.user_id = d.user_id
    group by d.user_id
    having sum(d.play_count) > 0
    order by play_count desc, d.user_id
    limit 3
)
"""

HOURS = f"""{LISTENERS}
select
    l.user_id,
    l.user_name,
    h.weekday::int as weekday,
    h.hour::int as hour,
    h.play_count,
    h.plays_per_day::float8 as plays_per_day,
    h.coverage::float8 as coverage
from marts.listening_hours as h
inner join listeners as l on l.user_id = h.user_id
order by l.play_count desc, l.user_id, h.weekday, h.hour
"""

# Ten years.
DAYS = f"""{LISTENERS}
select
    l.user_id,
    l.user_name,
    d.played_on,
    d.play_count,
    d.hours_read::float8 as hours_read,
    d.hours_covered::float8 as hours_covered
from marts.listening_days as d
inner join listeners as l on l.user_id = d.user_id
where d.played_on > (select max(n.played_on) - 3653 from marts.listening_days as n)
order by l.play_count desc, l.user_id, d.played_on
"""

# The eight artists whose number moved most in 90 days of readings; where Spotify gave any, the local score has no part.
POPULARITY = """
with days as (
    select min(r.observed_on) as first_on
    from (
        select distinct s.observed_on
        from marts.artist_popularity as s
        order by s.observed_on desc
        limit 90
    ) as r
),
given as (
    select case when exists (
        select
        from marts.artist_popularity as p
        cross join days as d
        where p.observed_on >= d.first_on and p.popularity is not null
    ) then 'spotify' else 'local' end as metric_source
),
observed as (
    select
        p.artist_id,
        p.artist_name,
        p.observed_on,
        p.metric_source,
        coalesce(p.popularity, p.local_score)::float8 as value
    from marts.artist_popularity as p
    inner join given as g on g.metric_source = p.metric_source
    inner join days as d on d.first_on <= p.observed_on
        and coalesce(p.popularity, p.local_score) is not null
),
movers as (
    select
        o.artist_id,
        max(o.value) - min(o.value) as spread,
        max(o.value) as highest
    from observed as o
    group by o.artist_id
    order by spread desc, highest desc, o.artist_id
    limit 8
)
select
    o.artist_id,
    o.artist_name,
    o.observed_on,
    o.metric_source,
    o.value
from observed as o
inner join movers as m on m.artist_id = o.artist_id
order by m.spread desc, m.highest desc, o.artist_id, o.observed_on
"""

CHANGES = """
select
    coalesce(c.playlist_name, c.playlist_id) as playlist_name,
    max(c.items_total) filter (where c.changed_at = n.changed_at) as items_total,
    sum(c.items_added)::bigint as items_added,
    sum(c.items_removed)::bigint as items_removed,
    sum(c.items_moved)::bigint as items_moved
from marts.playlist_changes as c
inner join (
    select
        p.playlist_id,
        max(p.changed_at) as changed_at
    from marts.playlist_changes as p
    group by p.playlist_id
) as n on n.playlist_id = c.playlist_id
where c.changed_at > %(since)s::timestamptz and c.days_since_previous_change is not null
group by c.playlist_id, c.playlist_name
order by sum(c.items_added) + sum(c.items_removed) desc, playlist_name, c.playlist_id
limit 15
"""

PLAYLISTS = """
select
    coalesce(p.playlist_name, p.playlist_id) as playlist_name,
    p.items_total::bigint as items_total,
    p.average_turnover::float8 as average_turnover,
    p.median_days_in::float8 as median_days_in,
    p.top_genre,
    p.average_popularity::float8 as average_popularity
from marts.playlist_preferences as p
order by p.average_turnover desc nulls last, p.items_total desc, p.playlist_id
limit 15
"""

# The regions with the most artists.
OVERLAP = """
with labels as (
    select
        o.playlist_label,
        max(o.artist_count) as artist_count
    from marts.regional_overlap as o
    group by o.playlist_label
    order by artist_count desc nulls last, o.playlist_label
    limit 24
)
select
    o.playlist_label,
    o.other_label,
    o.shared_artists,
    o.artist_jaccard::float8 as artist_jaccard,
    o.track_jaccard::float8 as track_jaccard
from marts.regional_overlap as o
inner join labels as l on l.playlist_label = o.playlist_label
inner join labels as m on m.playlist_label = o.other_label
order by o.playlist_label, o.other_label
"""

FOR_LISTENERS = """
with listeners as (
    select
        r.user_id,
        coalesce(min(u.user_name), r.user_id) as user_name
    from marts.listener_recommendations as r
    left join staging.users as u on u.user_id = r.user_id
    group by r.user_id
    order by max(r.lift) desc, r.user_id
    limit 3
)
select
    l.user_id,
    l.user_name,
    r.track_name,
    r.artist_names,
    r.because,
    r.support,
    r.lift::float8 as lift
from marts.listener_recommendations as r
inner join listeners as l on l.user_id = r.user_id
where r.rank <= 12
order by l.user_id, r.rank
"""

# The best for the playlists that have the best.
FOR_PLAYLISTS = """
with best as (
    select r.playlist_id
    from marts.playlist_recommendations as r
    where r.rank = 1
    order by r.lift desc, r.playlist_id
    limit 8
)
select
    coalesce(r.playlist_name, r.playlist_id) as playlist_name,
    r.track_name,
    r.artist_names,
    r.support,
    r.lift::float8 as lift
from marts.playlist_recommendations as r
inner join best as b on b.playlist_id = r.playlist_id
where r.rank <= 3
order by playlist_name, r.playlist_id, r.rank
"""

COVERAGE = """
select
    'Tracks with details' as label,
    max(t.details_coverage)::float8 as share
from marts.track_performance as t
having max(t.details_coverage) is not null
union all
select
    'Tracks with genres',
    max(g.genre_coverage)::float8
from marts.emerging_genres as g
having max(g.genre_coverage) is not null
union all
select
    'Hours of plays',
    (sum(d.hours_covered) / nullif(sum(d.hours_read), 0))::float8
from marts.listening_days as d
having sum(d.hours_read) > 0
"""

COUNTS = """
select
    (select count(*) from marts.playlist_preferences) as playlists,
    (select count(*) from marts.track_features) as tracks,
    (select count(*) from marts.artist_performance) as artists,
    (select sum(d.play_count)::bigint from marts.listening_days as d) as plays
"""

QUERIES = {
    "rising_artists": RISING_ARTISTS,
    "rising_tracks": RISING_TRACKS,
    "hours": HOURS,
    "days": DAYS,
    "popularity": POPULARITY,
    "changes": CHANGES,
    "playlists": PLAYLISTS,
    "overlap": OVERLAP,
    "for_listeners": FOR_LISTENERS,
    "for_playlists": FOR_PLAYLISTS,
    "coverage": COVERAGE,
    "counts": COUNTS,
}
