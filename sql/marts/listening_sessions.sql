-- When does a listener sit down to listen, and for how long?
-- Plays belong to one session where less than 30 minutes lie between the end of one and the beginning of the next. The
-- played_at of a play is taken for its end: Spotify does not say what it is, and those who compared found the end
-- (github.com/spotify/web-api, issues 613 and 1083) but on some devices the beginning. Its beginning is its end less its
-- length, as if it was heard whole; of a play of unknown length, and of a local file or an episode, only the end is known.
-- grain: user_id x session_number
-- session_number: from 1, the earliest first; it moves where an older play becomes known
-- started_at: the beginning of the first play, its end where its length is not known
-- ended_at: the end of the last play
-- started_on: the day of started_at in the listener's time zone
-- track_count: different things heard, local files and episodes included
-- artist_count: different artists credited on them, guests included
-- minutes_played: as if every play lasted to the end; null where no length is known
-- is_complete: whether all plays are known from 30 minutes before it to 30 minutes after it, which decides whether it
--   could begin earlier, go on longer or be one with another; null where nothing is noted of the listener's readings
-- coverage: share of the day on which it began whose plays are known, as in marts.listening_days
with heard as (
    select
        p.user_id,
        p.played_at as ended_at,
        p.played_at - coalesce(t.duration_ms, 0) * interval '1 millisecond' as began_at,
        p.item_uri,
        p.track_id,
        t.duration_ms
    from staging.plays as p
    left join staging.tracks as t on t.track_id = p.track_id
),

marked as (
    select
        h.user_id,
        h.began_at,
        h.ended_at,
        h.item_uri,
        h.track_id,
        h.duration_ms,
        coalesce(h.began_at - lag(h.ended_at) over by_listener >= interval '30 minutes', true) as is_first
    from heard as h
    window by_listener as (partition by h.user_id order by h.ended_at, h.item_uri)
),

numbered as (
    select
        m.user_id,
        m.began_at,
        m.ended_at,
        m.item_uri,
        m.track_id,
        m.duration_ms,
        m.is_first,
        sum(m.is_first::int) over by_listener as session_number
    from marked as m
    window by_listener as (partition by m.user_id order by m.ended_at, m.item_uri rows unbounded preceding)
),

sessions as (
    select
        n.user_id,
        n.session_number,
        min(n.began_at) filter (where n.is_first) as started_at,
        max(n.ended_at) as ended_at,
        count(*) as play_count,
        count(distinct n.item_uri) as track_count,
        round(sum(n.duration_ms) / 60000.0, 1) as minutes_played
    from numbered as n
    group by n.user_id, n.session_number
),

artists as (
    select
        n.user_id,
        n.session_number,
        count(distinct c.artist_id) as artist_count
    from numbered as n
    inner join staging.track_artists as c on c.track_id = n.track_id
    group by n.user_id, n.session_number
),

-- All covered time of a listener in one value, in which Postgres finds a moment by halving.
covered as (
    select
        c.user_id,
        coalesce(range_agg(tstzrange(c.began_at, c.ended_at)) filter (where c.is_covered), '{}') as times
    from staging.play_coverage as c
    group by c.user_id
)

select
    s.user_id,
    s.session_number::int as session_number,
    s.started_at,
    s.ended_at,
    (s.started_at at time zone coalesce(u.time_zone, 'UTC'))::date as started_on,
    s.play_count,
    s.track_count,
    coalesce(a.artist_count, 0) as artist_count,
    s.minutes_played,
    c.times @> tstzrange(s.started_at - interval '30 minutes', s.ended_at + interval '30 minutes') as is_complete,
    d.coverage
from sessions as s
left join artists as a on a.user_id = s.user_id and a.session_number = s.session_number
left join staging.users as u on u.user_id = s.user_id
left join covered as c on c.user_id = s.user_id
left join marts.listening_days as d
    on d.user_id = s.user_id
    and d.played_on = (s.started_at at time zone coalesce(u.time_zone, 'UTC'))::date
