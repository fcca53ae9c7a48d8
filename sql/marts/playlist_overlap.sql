-- Which playlists share their tracks?
-- The current tracks, each counted once a playlist; both directions have a row, and each playlist those of the 20 that
-- are closest to it, so that one may be among the closest of another that is not among its own.
-- So that the work stays in proportion to the entries, the likeliest 30 are found by a sample: 60 tracks of a playlist,
-- and for each of them 30 of the playlists that have it, always the same ones; what these share is counted in full.
-- grain: playlist_id x other_playlist_id
-- rank: 1, 2, 3 ... within the playlist, by jaccard, then shared_tracks and id
-- track_count: different tracks of the playlist
-- other_track_count: different tracks of the other one
-- shared_tracks: different tracks that are in both
-- share: shared_tracks of the playlist's own, from 0 to 1; 1 = the other one has them all
-- entry_coverage: share of the playlist's entries that are compared, from 0 to 1; local files, episodes and what Spotify
--   no longer names are not
-- other_entry_coverage: that of the other one
-- jaccard: shared_tracks of all the tracks of the two, from 0 to 1; 1 = the same tracks, in whatever order
with entries as (
    select distinct
        i.playlist_id,
        i.track_id
    from staging.playlist_items as i
    where i.track_id is not null
),

sampled as (
    select
        e.playlist_id,
        e.track_id,
        row_number() over (partition by e.playlist_id order by md5(e.track_id), e.track_id) as place_in_playlist,
        row_number() over (
            partition by e.track_id
            order by md5(e.track_id || e.playlist_id), e.playlist_id
        ) as place_of_playlist
    from entries as e
),

sizes as (
    select
        i.playlist_id,
        count(distinct i.track_id) as track_count,
        round(count(i.track_id) / count(*)::numeric, 3) as entry_coverage
    from staging.playlist_items as i
    group by i.playlist_id
),

alike as (
    select
        s.playlist_id,
        o.playlist_id as other_playlist_id,
        count(*) as shared_tracks
    from sampled as s
    inner join sampled as o on o.track_id = s.track_id and o.playlist_id <> s.playlist_id
    where s.place_in_playlist <= 60 and o.place_of_playlist <= 30
    group by s.playlist_id, o.playlist_id
),

likeliest as (
    select
        a.playlist_id,
        a.other_playlist_id,
        row_number() over (
            partition by a.playlist_id
            order by a.shared_tracks / sqrt(o.track_count) desc, a.other_playlist_id
        ) as place
    from alike as a
    inner join sizes as o on o.playlist_id = a.other_playlist_id
),

pairs as (
    select
        l.playlist_id,
        l.other_playlist_id,
        count(*) as shared_tracks
    from likeliest as l
    inner join entries as e on e.playlist_id = l.playlist_id
    inner join entries as o on o.playlist_id = l.other_playlist_id and o.track_id = e.track_id
    where l.place <= 30
    group by l.playlist_id, l.other_playlist_id
),

measured as (
    select
        x.playlist_id,
        x.other_playlist_id,
        s.track_count,
        o.track_count as other_track_count,
        s.entry_coverage,
        o.entry_coverage as other_entry_coverage,
        x.shared_tracks,
        row_number() over (
            partition by x.playlist_id
            order by
                x.shared_tracks / (s.track_count + o.track_count - x.shared_tracks)::numeric desc,
                x.shared_tracks desc,
                x.other_playlist_id
        )::int as rank
    from pairs as x
    inner join sizes as s on s.playlist_id = x.playlist_id
    inner join sizes as o on o.playlist_id = x.other_playlist_id
)

select
    m.playlist_id,
    p.playlist_name,
    m.rank,
    m.other_playlist_id,
    o.playlist_name as other_playlist_name,
    m.track_count,
    m.other_track_count,
    m.shared_tracks,
    round(m.shared_tracks / m.track_count::numeric, 3) as share,
    round(m.shared_tracks / (m.track_count + m.other_track_count - m.shared_tracks)::numeric, 3) as jaccard,
    m.entry_coverage,
    m.other_entry_coverage
from measured as m
left join staging.playlists as p on p.playlist_id = m.playlist_id
left join staging.playlists as o on o.playlist_id = m.other_playlist_id
where m.rank <= 20
