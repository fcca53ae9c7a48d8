-- Which genres are shared between regions, and which are local?
-- A region is what the selection calls its playlists, their label. A track has the genres of everyone credited on it,
-- for Spotify gives genres to artists only; an entry counts for each of them, so that the shares of a label may add up
-- to more than 1. Playlists without a label are left out.
-- grain: playlist_label x genre
-- rank: 1, 2, 3 ... without gaps or ties in the label: by entries, tracks, best position and name
-- artist_count: different artists of the genre on the label's entries
-- track_count: different tracks of the genre in the label's playlists
-- entry_count: entries of these tracks; a track in two playlists has two
-- share: share of the label's entries that are of the genre, of those whose genres were read, from 0 to 1
-- label_count: labels that have the genre, this one included
-- labels_compared: labels with an entry whose genres were read; where it is 1, nothing is compared
-- lift: the share divided by the genre's share of the entries of all labels together; 1 is as everywhere. It is not
--   smoothed: with few entries it says little
-- is_local: whether only this label has the genre
-- best_position: the best position in a playlist of the label, from 0 as Spotify counts
-- genre_coverage: share of the label's entries of tracks that have an artist whose genres were read, from 0 to 1; an
--   artist for whom Spotify knows no genre counts as read
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

credits as materialized (
    select distinct
        c.track_id,
        c.artist_id
    from tracks as t
    inner join staging.track_artists as c on c.track_id = t.track_id
),

credited_artists as (
    select distinct c.artist_id
    from credits as c
),

artist_genres as materialized (
    select distinct
        a.artist_id,
        g.genre
    from credited_artists as c
    inner join staging.artists as a on a.artist_id = c.artist_id
    cross join lateral unnest(a.genres) as g (genre)
    where g.genre <> ''
),

-- Two artists of one genre on a track are one entry of it.
track_genres as (
    select distinct
        c.track_id,
        g.genre
    from credits as c
    inner join artist_genres as g on g.artist_id = c.artist_id
),

tracks_read as (
    select distinct c.track_id
    from credits as c
    inner join staging.artists as a on a.artist_id = c.artist_id
    where a.genres is not null
),

labels as (
    select
        l.playlist_label,
        sum(l.entry_count) as entry_count,
        coalesce(sum(l.entry_count) filter (where t.track_id is not null), 0) as known_entries
    from label_tracks as l
    left join tracks_read as t on t.track_id = l.track_id
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
        g.genre,
        count(*) as track_count,
        sum(l.entry_count)::bigint as entry_count,
        min(l.best_position) as best_position
    from label_tracks as l
    inner join track_genres as g on g.track_id = l.track_id
    group by l.playlist_label, g.genre
),

label_artists as (
    select distinct
        l.playlist_label,
        c.artist_id
    from label_tracks as l
    inner join credits as c on c.track_id = l.track_id
),

artist_counts as (
    select
        l.playlist_label,
        g.genre,
        count(*) as artist_count
    from label_artists as l
    inner join artist_genres as g on g.artist_id = l.artist_id
    group by l.playlist_label, g.genre
)

select
    c.playlist_label,
    row_number() over (
        partition by c.playlist_label
        order by c.entry_count desc, c.track_count desc, c.best_position, c.genre collate "C"
    )::int as rank,
    c.genre,
    a.artist_count,
    c.track_count,
    c.entry_count,
    round(c.entry_count / l.known_entries::numeric, 3) as share,
    count(*) over by_genre as label_count,
    t.labels_compared,
    round(c.entry_count * t.known_entries / (l.known_entries * sum(c.entry_count) over by_genre), 3) as lift,
    count(*) over by_genre = 1 as is_local,
    c.best_position,
    round(l.known_entries / l.entry_count::numeric, 3) as genre_coverage
from counted as c
inner join labels as l on l.playlist_label = c.playlist_label
inner join artist_counts as a on a.playlist_label = c.playlist_label and a.genre = c.genre
cross join totals as t
window by_genre as (partition by c.genre)
