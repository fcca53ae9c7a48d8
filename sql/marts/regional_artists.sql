-- Which artists are shared between regions, and which are local?
-- A region is what the selection calls its playlists, their label. Counted are the entries there now, in the playlists
-- of others as in one's own; an artist counts where credited, as main artist or as guest, so that the shares of a label
-- add up to more than 1. Playlists without a label say nothing of a region and are left out.
-- grain: playlist_label x artist_id
-- rank: 1, 2, 3 ... without gaps or ties in the label: by entries, tracks, best position and artist_id
-- track_count: different tracks by the artist in the label's playlists
-- entry_count: entries of these tracks; a track in two playlists has two
-- share: share of the label's entries that name the artist, of those whose artists are stored, from 0 to 1
-- label_count: labels that have the artist, this one included
-- labels_compared: labels with an entry whose artists are stored; where it is 1, nothing is compared
-- lift: the share divided by the artist's share of the entries of all labels together; 1 is as everywhere. It is not
--   smoothed: with few entries it says little
-- is_local: whether only this label has the artist
-- best_position: the best position in a playlist of the label, from 0 as Spotify counts
-- details_coverage: share of the label's different tracks whose name, artists and album are stored, from 0 to 1
with label_tracks as materialized (
    select
        p.playlist_label,
        i.track_id,
        count(*) as entry_count,
        min(i.position) as best_position
    from staging.playlist_items as i
    inner join staging.playlists as p on p.playlist_id = i.playlist_id
    where p.playlist_label is not null and i.track_id is not null
    group by p.playlist_label, i.track_id
),

tracks as (
    select distinct l.track_id
    from label_tracks as l
),

-- A credit may name an artist twice; their entries still count once.
credits as materialized (
    select distinct
        c.track_id,
        c.artist_id
    from tracks as t
    inner join staging.track_artists as c on c.track_id = t.track_id
),

credited as (
    select distinct c.track_id
    from credits as c
),

labels as (
    select
        l.playlist_label,
        coalesce(sum(l.entry_count) filter (where c.track_id is not null), 0) as known_entries,
        count(*) filter (where t.track_name is not null and t.album_id is not null and c.track_id is not null)
        / count(*)::numeric as details_coverage
    from label_tracks as l
    left join staging.tracks as t on t.track_id = l.track_id
    left join credited as c on c.track_id = l.track_id
    group by l.playlist_label
),

totals as (
    select
        sum(l.known_entries) as known_entries,
        count(*) filter (where l.known_entries > 0) as labels_compared
    from labels as l
),

counted as (
    select
        l.playlist_label,
        c.artist_id,
        count(*) as track_count,
        sum(l.entry_count)::bigint as entry_count,
        min(l.best_position) as best_position
    from label_tracks as l
    inner join credits as c on c.track_id = l.track_id
    group by l.playlist_label, c.artist_id
)

select
    c.playlist_label,
    row_number() over (
        partition by c.playlist_label
        order by c.entry_count desc, c.track_count desc, c.best_position, c.artist_id
    )::int as rank,
    c.artist_id,
    a.artist_name,
    c.track_count,
    c.entry_count,
    round(c.entry_count / l.known_entries::numeric, 3) as share,
    count(*) over by_artist as label_count,
    t.labels_compared,
    round(c.entry_count * t.known_entries / (l.known_entries * sum(c.entry_count) over by_artist), 3) as lift,
    count(*) over by_artist = 1 as is_local,
    c.best_position,
    round(l.details_coverage, 3) as details_coverage
from counted as c
inner join labels as l on l.playlist_label = c.playlist_label
cross join totals as t
left join staging.artists as a on a.artist_id = c.artist_id
window by_artist as (partition by c.artist_id)
