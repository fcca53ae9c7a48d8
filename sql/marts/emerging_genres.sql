-- Which genres are on the rise across playlists?
-- The last 28 days up to the newest change of any playlist, for every genre of a track of emerging_tracks; the genres of
-- a track are those of all its artists. A playlist first read within them is compared with its first reading, as there.
-- grain: genre
-- compared_with: 28 days before the newest change, or the first reading of all where that is later
-- reach: playlists that have a track of the genre now, each counted once
-- reach_before: playlists that had one at compared_with, or at their own first reading where that is later
-- track_count: different tracks in a playlist now
-- new_track_count: different tracks that were in no playlist before, whether or not they still are in one
-- entries: how often a track of the genre came into a playlist since, one in two playlists twice
-- exits: how often one left
-- momentum: reach_change / sqrt(reach_before + 1), as in emerging_tracks; a wide genre that is in all playlists cannot
--   win any, and its rise shows in entries less exits
-- rank: 1, 2, 3 ... by momentum, then entries less exits, reach and name
-- genre_coverage: share of the tracks of emerging_tracks that have an artist whose genres were read, from 0 to 1; the
--   others count for no genre
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

credits as (
    select
        t.track_id,
        a.genres
    from marts.emerging_tracks as t
    inner join staging.track_artists as c on c.track_id = t.track_id
    inner join staging.artists as a on a.artist_id = c.artist_id
    where a.genres is not null
),

coverage as (
    select round(count(c.track_id) / nullif(count(*), 0)::numeric, 3) as genre_coverage
    from marts.emerging_tracks as t
    left join (select distinct k.track_id from credits as k) as c on c.track_id = t.track_id
),

-- Two artists of one track may share a genre; the track still counts once.
genres as (
    select distinct
        c.track_id,
        g.genre collate "C" as genre
    from credits as c
    cross join lateral unnest(c.genres) as g (genre)
    where g.genre <> ''
),

playlists as (
    select
        g.genre,
        bool_or(i.was_there)::int as was_there,
        bool_or(i.is_there)::int as is_there
    from in_playlists as i
    inner join genres as g on g.track_id = i.track_id
    group by g.genre, i.playlist_id
),

reaches as (
    select
        p.genre,
        sum(p.is_there) as reach,
        sum(p.was_there) as reach_before
    from playlists as p
    group by p.genre
),

tracks as (
    select
        g.genre,
        min(t.compared_with) as compared_with,
        count(*) filter (where t.reach > 0) as track_count,
        count(*) filter (where t.is_new) as new_track_count,
        sum(t.entries)::bigint as entries,
        sum(t.exits)::bigint as exits
    from genres as g
    inner join marts.emerging_tracks as t on t.track_id = g.track_id
    group by g.genre
),

measured as (
    select
        r.genre,
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
    inner join tracks as t on t.genre = r.genre
)

select
    row_number() over (order by m.momentum desc, m.entries - m.exits desc, m.reach desc, m.genre)::int as rank,
    m.genre,
    m.compared_with,
    m.reach,
    m.reach_before,
    m.reach_change,
    m.track_count,
    m.new_track_count,
    m.entries,
    m.exits,
    m.momentum,
    v.genre_coverage
from measured as m
cross join coverage as v
