-- Which artists are on the rise across playlists?
-- The last 28 days up to the newest change of any playlist, for every artist credited on a track of emerging_tracks, as
-- main artist or as guest; a playlist first read within them is compared with its first reading, as there.
-- grain: artist_id
-- compared_with: 28 days before the newest change, or the first reading of all where that is later
-- reach: playlists that have a track of the artist now, each counted once
-- reach_before: playlists that had one at compared_with, or at their own first reading where that is later
-- track_count: different tracks in a playlist now
-- new_track_count: different tracks that were in no playlist before, whether or not they still are in one
-- entries: how often one of the tracks came into a playlist since, one in two playlists twice
-- exits: how often one left
-- momentum: reach_change / sqrt(reach_before + 1), as in emerging_tracks: 3 for the way from 0 to 3 playlists, 1 from 8
--   to 11; an artist whose new track joins an older one in the same playlists wins none
-- rank: 1, 2, 3 ... by momentum, then reach, entries less exits, and id
-- details_coverage: share of the tracks of emerging_tracks whose artists are known, from 0 to 1; the others count for nobody
with readings as (
    select
        c.playlist_id,
        min(c.changed_at) as first_read_at,
        max(max(c.changed_at)) over () - interval '672 hours' as window_began_at -- 28 days
    from marts.playlist_changes as c
    group by c.playlist_id
),

in_playlists as (
    select
        s.playlist_id,
        s.track_id,
        bool_or(s.entered_at <= greatest(r.first_read_at, r.window_began_at)) as was_there,
        bool_or(s.is_current) as is_there
    from marts.playlist_item_stays as s
    inner join readings as r on r.playlist_id = s.playlist_id
    where
        s.track_id is not null
        and (s.left_at is null or s.left_at > greatest(r.first_read_at, r.window_began_at))
    group by s.playlist_id, s.track_id
),

-- A credit may name an artist twice; the track still counts once.
credits as (
    select distinct
        c.track_id,
        c.artist_id
    from marts.emerging_tracks as t
    inner join staging.track_artists as c on c.track_id = t.track_id
),

coverage as (
    select round(count(c.track_id) / nullif(count(*), 0)::numeric, 3) as details_coverage
    from marts.emerging_tracks as t
    left join (select distinct k.track_id from credits as k) as c on c.track_id = t.track_id
),

playlists as (
    select
        c.artist_id,
        bool_or(i.was_there)::int as was_there,
        bool_or(i.is_there)::int as is_there
    from in_playlists as i
    inner join credits as c on c.track_id = i.track_id
    group by c.artist_id, i.playlist_id
),

reaches as (
    select
        p.artist_id,
        sum(p.is_there) as reach,
        sum(p.was_there) as reach_before
    from playlists as p
    group by p.artist_id
),

tracks as (
    select
        c.artist_id,
        min(t.compared_with) as compared_with,
        count(*) filter (where t.reach > 0) as track_count,
        count(*) filter (where t.is_new) as new_track_count,
        sum(t.entries)::bigint as entries,
        sum(t.exits)::bigint as exits
    from credits as c
    inner join marts.emerging_tracks as t on t.track_id = c.track_id
    group by c.artist_id
),

measured as (
    select
        r.artist_id,
        t.compared_with,
        r.reach,
        r.reach_before,
        r.reach - r.reach_before as reach_change,
        t.track_count,
        t.new_track_count,
        t.entries,
        t.exits,
        round(((r.reach - r.reach_before) / sqrt(r.reach_before + 1))::numeric, 3) as momentum
    from reaches as r
    inner join tracks as t on t.artist_id = r.artist_id
)

select
    row_number() over (order by m.momentum desc, m.reach desc, m.entries - m.exits desc, m.artist_id)::int as rank,
    m.artist_id,
    a.artist_name,
    m.compared_with,
    m.reach,
    m.reach_before,
    m.reach_change,
    m.track_count,
    m.new_track_count,
    m.entries,
    m.exits,
    m.momentum,
    v.details_coverage
from measured as m
cross join coverage as v
left join staging.artists as a on a.artist_id = m.artist_id
