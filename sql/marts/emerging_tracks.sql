-- Which tracks are on the rise across playlists?
-- The last 28 days up to the newest change of any playlist, for every track that was in a playlist in that time.
-- What playlists gain by being read for the first time is no rise: each of them is compared with its own first reading
-- where that lies within the 28 days. The copies of a track in one playlist count once; local files and episodes do not.
-- grain: track_id
-- artist_names: everyone credited, in the order of the credit; null where nobody's name is known
-- release_date: of the album; its first day where only the month or year is known
-- compared_with: 28 days before the newest change, or the first reading of all where that is later
-- reach: playlists that have it now
-- reach_before: playlists that had it at compared_with, or at their own first reading where that is later
-- entries: how often it came into a playlist since; reach is reach_before and entries less exits
-- exits: how often it left one
-- best_position: the highest place it had in any playlist in that time, 0 = top
-- average_position_change: over the playlists that had it at both ends, places won; negative = it sank; null without any
-- is_new: it was in no playlist before, as far as this is known: neither earlier nor at a playlist's first reading
-- momentum: reach_change / sqrt(reach_before + 1): playlists won, measured by the ups and downs that are usual for a
--   track of that reach; 3 for the way from 0 to 3, 1 from 8 to 11, 0.3 from 99 to 102; negative = it is on the way out
-- rank: 1, 2, 3 ... by momentum, then reach and id
-- details_coverage: share of these tracks whose name and artists are stored, from 0 to 1, the same in every row
with readings as (
    select
        c.playlist_id,
        min(c.changed_at) as first_read_at,
        min(min(c.changed_at)) over () as began_at,
        max(max(c.changed_at)) over () - interval '672 hours' as window_began_at -- a day of an interval may have 23
    from marts.playlist_changes as c
    group by c.playlist_id
),

compared as (
    select
        r.playlist_id,
        greatest(r.first_read_at, r.window_began_at) as since,
        greatest(r.began_at, r.window_began_at) as compared_with
    from readings as r
),

recent as (
    select
        h.playlist_id,
        h.track_id,
        h.position,
        h.valid_from,
        h.valid_to,
        c.since,
        c.compared_with,
        max(coalesce(h.valid_to, 'infinity')) over (
            partition by h.playlist_id, h.track_id
            order by h.valid_from
            rows between unbounded preceding and 1 preceding
        ) as covered_until
    from staging.playlist_item_history as h
    inner join compared as c on c.playlist_id = h.playlist_id
    where h.track_id is not null and (h.valid_to is null or h.valid_to > c.since)
),

in_playlists as (
    select
        r.track_id,
        min(r.compared_with) as compared_with,
        (count(*) filter (where r.valid_from <= r.since) > 0)::int as was_there,
        (count(*) > count(r.valid_to))::int as is_there,
        count(*) filter (
            where r.valid_from > r.since and (r.covered_until is null or r.covered_until < r.valid_from)
        ) as entries,
        min(r.position) as best_position,
        min(r.position) filter (where r.valid_from <= r.since) as position_before,
        min(r.position) filter (where r.valid_to is null) as position_now
    from recent as r
    group by r.playlist_id, r.track_id
),

tracks as (
    select
        i.track_id,
        min(i.compared_with) as compared_with,
        sum(i.is_there) as reach,
        sum(i.was_there) as reach_before,
        sum(i.entries)::bigint as entries,
        sum(i.was_there + i.entries - i.is_there)::bigint as exits,
        min(i.best_position) as best_position,
        round(avg(i.position_before - i.position_now), 1) as average_position_change
    from in_playlists as i
    group by i.track_id
),

arrivals as (
    select
        t.track_id,
        bool_and(t.first_entered_at > c.since) as is_new
    from marts.playlist_tenure as t
    inner join compared as c on c.playlist_id = t.playlist_id
    group by t.track_id
),

credits as (
    select
        c.track_id,
        string_agg(a.artist_name, ', ' order by c.credit_position) as artist_names
    from tracks as t
    inner join staging.track_artists as c on c.track_id = t.track_id
    inner join staging.artists as a on a.artist_id = c.artist_id
    group by c.track_id
),

measured as (
    select
        t.track_id,
        t.compared_with,
        t.reach,
        t.reach_before,
        t.reach - t.reach_before as reach_change,
        t.entries,
        t.exits,
        t.best_position,
        t.average_position_change,
        round(((t.reach - t.reach_before) / sqrt(t.reach_before + 1))::numeric, 3) as momentum
    from tracks as t
)

select
    row_number() over (order by m.momentum desc, m.reach desc, m.track_id)::int as rank,
    m.track_id,
    t.track_name,
    c.artist_names,
    l.release_date,
    m.compared_with,
    m.reach,
    m.reach_before,
    m.reach_change,
    m.entries,
    m.exits,
    m.best_position,
    m.average_position_change,
    a.is_new,
    m.momentum,
    round(avg((t.track_name is not null and c.artist_names is not null)::int) over (), 3) as details_coverage
from measured as m
inner join arrivals as a on a.track_id = m.track_id
left join staging.tracks as t on t.track_id = m.track_id
left join staging.albums as l on l.album_id = t.album_id
left join credits as c on c.track_id = m.track_id
