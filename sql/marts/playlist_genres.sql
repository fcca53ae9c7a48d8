-- Which genres is a playlist made of?
-- The current tracks, each counted once; the genres of a track are those of all its artists, so that shares add up to
-- more than 1. A playlist none of whose genres are known has no row.
-- grain: playlist_id x genre
-- track_count: different tracks of the genre
-- share: of the tracks whose genres were read, from 0 to 1
-- rank: 1, 2, 3 ... within the playlist, by track_count, then name
-- genre_coverage: share of the playlist's tracks that have an artist whose genres were read, from 0 to 1; an artist for
--   whom Spotify knows no genre counts as read
with entries as (
    select distinct
        i.playlist_id,
        i.track_id
    from staging.playlist_items as i
    where i.track_id is not null
),

tracks as (
    select distinct e.track_id
    from entries as e
),

credits as (
    select
        t.track_id,
        a.genres
    from tracks as t
    inner join staging.track_artists as c on c.track_id = t.track_id
    inner join staging.artists as a on a.artist_id = c.artist_id
    where a.genres is not null
),

coverage as (
    select
        e.playlist_id,
        count(c.track_id) as known_count,
        round(count(c.track_id) / count(*)::numeric, 3) as genre_coverage
    from entries as e
    left join (select distinct k.track_id from credits as k) as c on c.track_id = e.track_id
    group by e.playlist_id
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

counted as (
    select
        e.playlist_id,
        g.genre,
        count(*) as track_count
    from entries as e
    inner join genres as g on g.track_id = e.track_id
    group by e.playlist_id, g.genre
)

select
    n.playlist_id,
    p.playlist_name,
    p.playlist_label,
    row_number() over (partition by n.playlist_id order by n.track_count desc, n.genre)::int as rank,
    n.genre,
    n.track_count,
    round(n.track_count / v.known_count::numeric, 3) as share,
    v.genre_coverage
from counted as n
inner join coverage as v on v.playlist_id = n.playlist_id
left join staging.playlists as p on p.playlist_id = n.playlist_id
