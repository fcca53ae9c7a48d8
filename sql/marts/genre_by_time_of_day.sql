-- Which genres does a listener hear in the morning, and which at night?
-- The genres of a play are those of the artists credited on its track, each counted once: so shares add up to more than 1.
-- A play whose artists have no genre, or were not read in full, counts as unknown.
-- grain: user_id x part_of_day x genre
-- part_of_day: by the hour in the listener's time zone: night from 0, morning from 6, afternoon from 12, evening from 18
-- share: of the plays in this part of the day whose genres are known, from 0 to 1
-- lift: share in this part of the day for each of the genre's share of all plays; 1 = as often as ever, 2 = twice as often.
--   It jumps where play_count is small
-- rank: within the part of the day, without gaps or ties: by plays, then genre
-- genre_coverage: share of the plays in this part of the day whose genres are known, from 0 to 1
-- coverage: share of this part of the days between the first reading and the last whose plays are known, from 0 to 1; null
--   where nothing is noted of the listener's readings
with heard as (
    select
        p.user_id,
        p.track_id,
        extract(hour from p.played_at at time zone coalesce(u.time_zone, 'UTC'))::int / 6 as part,
        count(*) as play_count
    from staging.plays as p
    left join staging.users as u on u.user_id = p.user_id
    group by
        p.user_id,
        p.track_id,
        extract(hour from p.played_at at time zone coalesce(u.time_zone, 'UTC'))::int / 6
),

track_genres as (
    select distinct
        c.track_id,
        g.genre collate "C" as genre
    from (select distinct h.track_id from heard as h) as p
    inner join staging.track_artists as c on c.track_id = p.track_id
    inner join staging.artists as a on a.artist_id = c.artist_id
    cross join lateral unnest(a.genres) as g (genre)
),

known_tracks as (
    select distinct g.track_id
    from track_genres as g
),

parts as (
    select
        h.user_id,
        h.part,
        sum(h.play_count) as play_count,
        sum(h.play_count) filter (where k.track_id is not null) as known_count
    from heard as h
    left join known_tracks as k on k.track_id = h.track_id
    group by h.user_id, h.part
),

totals as (
    select
        p.user_id,
        sum(p.known_count) as known_count
    from parts as p
    group by p.user_id
),

genres as (
    select
        h.user_id,
        h.part,
        g.genre,
        sum(h.play_count) as play_count
    from heard as h
    inner join track_genres as g on g.track_id = h.track_id
    group by h.user_id, h.part, g.genre
),

genre_totals as (
    select
        g.user_id,
        g.genre,
        sum(g.play_count) as play_count
    from genres as g
    group by g.user_id, g.genre
),

coverage as (
    select
        h.user_id,
        h.hour / 6 as part,
        round(sum(h.days_covered) / sum(h.days_read), 3) as coverage
    from marts.listening_hours as h
    group by h.user_id, h.hour / 6
)

select
    g.user_id,
    (array['night', 'morning', 'afternoon', 'evening'])[g.part + 1] as part_of_day,
    g.genre,
    g.play_count::bigint as play_count,
    round(g.play_count / p.known_count, 3) as share,
    round((g.play_count / p.known_count) / (o.play_count / t.known_count), 3) as lift,
    (row_number() over (
        partition by g.user_id, g.part
        order by g.play_count desc, g.genre
    ))::int as rank,
    round(p.known_count / p.play_count, 3) as genre_coverage,
    c.coverage
from genres as g
inner join parts as p on p.user_id = g.user_id and p.part = g.part
inner join totals as t on t.user_id = g.user_id
inner join genre_totals as o on o.user_id = g.user_id and o.genre = g.genre
left join coverage as c on c.user_id = g.user_id and c.part = g.part
