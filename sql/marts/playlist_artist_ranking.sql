-- Which artists carry the playlists of a label, and how popular is the label as a whole?
-- An artist counts once per label, however many of its tracks or playlists name it, as main artist or as guest.
-- grain: label x artist_id
-- label: what the selection calls the playlists, for example a country; a playlist without one goes by its own name
-- rank: 1, 2, 3 ... without gaps or ties: by popularity, then followers, name and id; artists whose popularity Spotify
--   does not give follow after those that have one, by their number of entries
-- metric_source: what the rank rests on: spotify = its popularity, playlists = the number of entries
-- playlist_count: playlists of the label that name the artist
-- track_count: different tracks by the artist in them
-- entry_count: entries of these tracks; a track in two playlists has two
-- average_popularity: over the artists of the label that have one, each counted once
-- total_followers: over the artists of the label whose followers are known, each counted once
-- popularity_coverage: share of the label's artists that have a popularity, from 0 to 1
with labels as (
    select
        p.playlist_id,
        coalesce(p.playlist_label, p.playlist_name, p.playlist_id) as label
    from staging.playlists as p
),

-- A credit may name an artist twice; their entries still count once.
credits as (
    select distinct
        c.track_id,
        c.artist_id
    from staging.track_artists as c
),

entries as (
    select
        l.label,
        c.artist_id,
        count(distinct i.playlist_id) as playlist_count,
        count(distinct i.track_id) as track_count,
        count(*) as entry_count
    from staging.playlist_items as i
    inner join labels as l on l.playlist_id = i.playlist_id
    inner join credits as c on c.track_id = i.track_id
    group by l.label, c.artist_id
)

select
    e.label,
    row_number() over (
        partition by e.label
        order by
            a.popularity desc nulls last,
            case when a.popularity is null then e.entry_count end desc,
            a.followers desc nulls last,
            a.artist_name collate "C",
            e.artist_id
    )::int as rank,
    e.artist_id,
    a.artist_name,
    a.popularity,
    a.followers,
    case when a.popularity is null then 'playlists' else 'spotify' end as metric_source,
    e.playlist_count,
    e.track_count,
    e.entry_count,
    round(avg(a.popularity) over by_label, 2) as average_popularity,
    (sum(a.followers) over by_label)::bigint as total_followers,
    round(count(a.popularity) over by_label / (count(*) over by_label)::numeric, 3) as popularity_coverage
from entries as e
left join staging.artists as a on a.artist_id = e.artist_id
window by_label as (partition by e.label)
