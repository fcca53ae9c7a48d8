-- Which regions listen alike?
-- A region is what the selection calls its playlists, their label. Compared is what stands in its playlists now, each
-- artist and track once, whatever its position; releases of one recording, by ISRC, are one track, for Spotify lists
-- the same song under other ids in other countries. Each pair of labels has two rows, one a direction, and one that
-- shares nothing has them too. The work is at most the different tracks and artists of all labels times the number of
-- labels.
-- grain: playlist_label x other_label
-- rank: 1, 2, 3 ... without gaps or ties in the label, the most similar first: by artist_jaccard, track_jaccard, shared
--   artists and name of the other label
-- artist_count: different artists credited in the label's playlists; null where none is stored
-- shared_artists: those of them that the other label has as well; null where one of the two has none stored
-- artist_jaccard: the shared artists, as share of all that either has, from 0 to 1; null where they are
-- track_count: different tracks in the label's playlists
-- shared_tracks: those of them that the other label has as well
-- track_jaccard: the shared tracks, as share of all that either has, from 0 to 1
-- details_coverage: share of the different tracks of both labels, each label's counted, whose name, artists and album
--   are stored, from 0 to 1
with label_tracks as materialized (
    select distinct
        p.playlist_label,
        i.track_id
    from staging.playlist_items as i
    inner join staging.playlists as p on p.playlist_id = i.playlist_id
    where p.playlist_label is not null and i.track_id is not null
),

recordings as materialized (
    select distinct
        l.playlist_label,
        coalesce(t.isrc, l.track_id) as recording_id
    from label_tracks as l
    left join staging.tracks as t on t.track_id = l.track_id
),

artists as materialized (
    select distinct
        l.playlist_label,
        c.artist_id
    from label_tracks as l
    inner join staging.track_artists as c on c.track_id = l.track_id
),

detailed as (
    select
        l.playlist_label,
        count(*) as track_ids,
        count(*) filter (
            where t.track_name is not null and t.album_id is not null and c.track_id is not null
        ) as detailed_ids
    from label_tracks as l
    left join staging.tracks as t on t.track_id = l.track_id
    left join staging.track_artists as c on c.track_id = l.track_id and c.credit_position = 1
    group by l.playlist_label
),

track_counts as (
    select
        r.playlist_label,
        count(*) as track_count
    from recordings as r
    group by r.playlist_label
),

artist_counts as (
    select
        a.playlist_label,
        count(*) as artist_count
    from artists as a
    group by a.playlist_label
),

labels as materialized (
    select
        d.playlist_label,
        d.track_ids,
        d.detailed_ids,
        t.track_count,
        a.artist_count
    from detailed as d
    inner join track_counts as t on t.playlist_label = d.playlist_label
    left join artist_counts as a on a.playlist_label = d.playlist_label
),

shared_tracks as (
    select
        r.playlist_label,
        o.playlist_label as other_label,
        count(*) as shared_tracks
    from recordings as r
    inner join recordings as o on o.recording_id = r.recording_id and o.playlist_label <> r.playlist_label
    group by r.playlist_label, o.playlist_label
),

shared_artists as (
    select
        a.playlist_label,
        o.playlist_label as other_label,
        count(*) as shared_artists
    from artists as a
    inner join artists as o on o.artist_id = a.artist_id and o.playlist_label <> a.playlist_label
    group by a.playlist_label, o.playlist_label
),

pairs as (
    select
        l.playlist_label,
        o.playlist_label as other_label,
        l.artist_count,
        l.artist_count + o.artist_count as artist_sum,
        case when l.artist_count + o.artist_count is not null then coalesce(a.shared_artists, 0) end as shared_artists,
        l.track_count,
        l.track_count + o.track_count as track_sum,
        coalesce(t.shared_tracks, 0) as shared_tracks,
        round((l.detailed_ids + o.detailed_ids) / (l.track_ids + o.track_ids)::numeric, 3) as details_coverage
    from labels as l
    inner join labels as o on o.playlist_label <> l.playlist_label
    left join shared_tracks as t on t.playlist_label = l.playlist_label and t.other_label = o.playlist_label
    left join shared_artists as a on a.playlist_label = l.playlist_label and a.other_label = o.playlist_label
)

select
    p.playlist_label,
    p.other_label,
    row_number() over (
        partition by p.playlist_label
        order by
            p.shared_artists / (p.artist_sum - p.shared_artists)::float8 desc nulls last,
            p.shared_tracks / (p.track_sum - p.shared_tracks)::float8 desc,
            p.shared_artists desc,
            p.other_label collate "C"
    )::int as rank,
    p.artist_count,
    p.shared_artists,
    round(p.shared_artists / (p.artist_sum - p.shared_artists)::numeric, 3) as artist_jaccard,
    p.track_count,
    p.shared_tracks,
    round(p.shared_tracks / (p.track_sum - p.shared_tracks)::numeric, 3) as track_jaccard,
    p.details_coverage
from pairs as p
