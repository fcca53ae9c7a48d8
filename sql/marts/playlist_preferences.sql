-- What is a playlist made of?
-- The current entries of every playlist that has any. Shares of entries count each of them; what is said of tracks counts
-- each different one once, where it is known. Null = nothing is known of it, or there is no track.
-- grain: playlist_id
-- items_total: entries that were read, those that cannot be played included
-- track_count: different tracks; local files have no id and are not among them
-- artist_count: different artists credited on them, guests included
-- repeated_share: share of the entries that repeat one further up
-- local_share: share of the entries that are files of somebody's own
-- unavailable_share: share of the entries of which Spotify keeps the place only
-- episode_share: share of the entries that are episodes of podcasts
-- explicit_share: share of the tracks
-- median_release_year: of the albums, a year that one of them has
-- median_age_days: days since the album came out, at the newest change of any playlist
-- new_share: share of the tracks whose album came out in the year before that, or is yet to
-- average_popularity: 0 to 100; null in modes that do not give it
-- top_genre: the genre of most tracks, see playlist_genres
-- genre_count: different genres of the tracks; null where none was read
-- median_days_in: how long the current tracks have been in the playlist, see playlist_tenure
-- average_turnover: over the changes after the first reading, see playlist_changes
-- details_coverage: share of the tracks whose name, album and artists are stored, from 0 to 1
-- genre_coverage: share of the tracks that have an artist whose genres were read, from 0 to 1
with items as (
    select
        i.playlist_id,
        count(*) as items_total,
        count(distinct i.track_id) as track_count,
        count(*) filter (where i.is_available) as available_count,
        count(distinct i.item_uri) filter (where i.is_available) as different_count,
        count(*) filter (where i.item_type = 'local') as local_count,
        count(*) filter (where i.item_type = 'episode') as episode_count
    from staging.playlist_items as i
    group by i.playlist_id
),

entries as (
    select distinct
        i.playlist_id,
        i.track_id
    from staging.playlist_items as i
    where i.track_id is not null
),

newest as (
    select (max(c.changed_at) at time zone 'UTC')::date as read_on
    from marts.playlist_changes as c
),

credits as (
    select
        c.track_id,
        count(*) filter (where a.genres is not null) > 0 as has_genres
    from (select distinct e.track_id from entries as e) as t
    inner join staging.track_artists as c on c.track_id = t.track_id
    left join staging.artists as a on a.artist_id = c.artist_id
    group by c.track_id
),

artists as (
    select
        e.playlist_id,
        count(distinct c.artist_id) as artist_count
    from entries as e
    inner join staging.track_artists as c on c.track_id = e.track_id
    group by e.playlist_id
),

tracks as (
    select
        e.playlist_id,
        avg(t.is_explicit::int) as explicit_share,
        percentile_disc(0.5) within group (order by l.release_year) as median_release_year,
        percentile_cont(0.5) within group (order by n.read_on - l.release_date) as median_age_days,
        avg((l.release_date > n.read_on - interval '1 year')::int) as new_share,
        avg(t.popularity) as average_popularity,
        avg(t.duration_ms) / 60000 as average_duration_minutes,
        avg((t.track_name is not null and t.album_id is not null and c.track_id is not null)::int) as details_coverage,
        avg(coalesce(c.has_genres, false)::int) as genre_coverage
    from entries as e
    cross join newest as n
    left join staging.tracks as t on t.track_id = e.track_id
    left join staging.albums as l on l.album_id = t.album_id
    left join credits as c on c.track_id = e.track_id
    group by e.playlist_id
),

genres as (
    select
        g.playlist_id,
        max(g.genre) filter (where g.rank = 1) as top_genre,
        count(*) as genre_count
    from marts.playlist_genres as g
    group by g.playlist_id
),

tenures as (
    select
        t.playlist_id,
        percentile_cont(0.5) within group (order by t.days_in) as median_days_in
    from marts.playlist_tenure as t
    where t.is_current
    group by t.playlist_id
),

changes as (
    select
        c.playlist_id,
        avg(c.turnover) as average_turnover
    from marts.playlist_changes as c
    group by c.playlist_id
)

select
    i.playlist_id,
    p.playlist_name,
    p.playlist_label,
    i.items_total,
    i.track_count,
    case when i.track_count = 0 then 0 else a.artist_count end as artist_count,
    round((i.available_count - i.different_count) / i.items_total::numeric, 3) as repeated_share,
    round(i.local_count / i.items_total::numeric, 3) as local_share,
    round((i.items_total - i.available_count) / i.items_total::numeric, 3) as unavailable_share,
    round(i.episode_count / i.items_total::numeric, 3) as episode_share,
    round(t.explicit_share, 3) as explicit_share,
    t.median_release_year,
    round(t.median_age_days::numeric, 1) as median_age_days,
    round(t.new_share, 3) as new_share,
    round(t.average_popularity, 1) as average_popularity,
    round(t.average_duration_minutes, 1) as average_duration_minutes,
    g.top_genre,
    case when t.genre_coverage > 0 then coalesce(g.genre_count, 0) end as genre_count,
    round(d.median_days_in::numeric, 1) as median_days_in,
    round(c.average_turnover, 3) as average_turnover,
    round(t.details_coverage, 3) as details_coverage,
    round(t.genre_coverage, 3) as genre_coverage
from items as i
left join staging.playlists as p on p.playlist_id = i.playlist_id
left join artists as a on a.playlist_id = i.playlist_id
left join tracks as t on t.playlist_id = i.playlist_id
left join genres as g on g.playlist_id = i.playlist_id
left join tenures as d on d.playlist_id = i.playlist_id
left join changes as c on c.playlist_id = i.playlist_id
