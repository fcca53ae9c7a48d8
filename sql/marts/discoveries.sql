-- What does a listener hear for the first time?
-- The first time that is known: whatever was heard before the first reading, or in a gap between two, counts as new when
-- it is heard again. So the share begins near 1 and falls for weeks: compare days of many days_known only. A song that is
-- on two albums is two tracks. Every day of marts.listening_days has a row.
-- grain: user_id x played_on
-- played_on: the day in the listener's time zone
-- new_track_count: things heard for the first time on this day, local files and episodes included
-- new_artist_count: artists, guests included, heard for the first time on this day
-- discovery_share: share of the day's plays that are of something first heard on this day, again and again included,
--   from 0 to 1; null without a play
-- repeat_share: share of the day's plays that are of something heard before, on this day too; a new track played twice is
--   both, so that the two shares may exceed 1
-- days_known: days since the first of which anything is known; 0 on that day, on which nearly all is new
-- coverage: share of the day whose plays are known, as in marts.listening_days
with heard as (
    select
        p.user_id,
        (p.played_at at time zone coalesce(u.time_zone, 'UTC'))::date as played_on,
        p.played_at,
        p.item_uri,
        p.track_id
    from staging.plays as p
    left join staging.users as u on u.user_id = p.user_id
),

plays as (
    select
        h.user_id,
        h.played_on,
        min(h.played_on) over (partition by h.user_id, h.item_uri) as first_played_on,
        row_number() over (partition by h.user_id, h.item_uri order by h.played_at) as nth
    from heard as h
),

tracks as (
    select
        p.user_id,
        p.played_on,
        count(*) filter (where p.nth = 1) as new_track_count,
        round(count(*) filter (where p.first_played_on = p.played_on) / count(*)::numeric, 3) as discovery_share,
        round(count(*) filter (where p.nth > 1) / count(*)::numeric, 3) as repeat_share
    from plays as p
    group by p.user_id, p.played_on
),

first_tracks as (
    select
        h.user_id,
        h.track_id,
        min(h.played_on) as first_played_on
    from heard as h
    where h.track_id is not null
    group by h.user_id, h.track_id
),

first_artists as (
    select
        t.user_id,
        c.artist_id,
        min(t.first_played_on) as first_played_on
    from first_tracks as t
    inner join staging.track_artists as c on c.track_id = t.track_id
    group by t.user_id, c.artist_id
),

artists as (
    select
        f.user_id,
        f.first_played_on,
        count(*) as new_artist_count
    from first_artists as f
    group by f.user_id, f.first_played_on
)

select
    d.user_id,
    d.played_on,
    d.play_count,
    coalesce(t.new_track_count, 0) as new_track_count,
    coalesce(a.new_artist_count, 0) as new_artist_count,
    t.discovery_share,
    t.repeat_share,
    d.played_on - min(d.played_on) over (partition by d.user_id) as days_known,
    d.coverage
from marts.listening_days as d
left join tracks as t on t.user_id = d.user_id and t.played_on = d.played_on
left join artists as a on a.user_id = d.user_id and a.first_played_on = d.played_on
