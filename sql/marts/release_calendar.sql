-- What came out when, and how fast did playlists take it up?
-- Every album with a release date, as far as it is known: in the library, in playlists, or put forward as new.
-- Playlists are those that were read, whoever made them; an album counts as in one as soon as one of its tracks is. A year or month alone is not a day: what would need one is null there.
-- grain: album_id
-- artist_names: everyone credited, in the order of the credit; null where nobody's name is known
-- release_date: the first day that the precision allows
-- release_date_precision: day, month or year
-- is_upcoming: whether it comes out after the day of the newest reading; null where the precision leaves it open
-- is_recent: whether it came out in the 28 days up to the newest reading; null where the precision leaves it open
-- age_days: from the release to the day of the newest reading of any playlist, in UTC; below 0 before the release
-- first_seen_in_playlist_at: the first reading of a playlist with one of its tracks
-- days_to_first_playlist: from the release to that reading; below 0 where a playlist had it before; null where the
--   first reading of a playlist already found it, for it may have been there long before
-- playlist_count: playlists that have one of its tracks now
-- track_count: its different tracks in playlists now
-- new_release_rank: the best place it ever had in a list of new releases
-- countries: in whose lists of new releases it was, with commas between; null where it was in none, or in one for which
--   no country was asked
-- details_coverage: share of the tracks ever seen in playlists whose name, artists and album are stored, from 0 to 1,
--   the same in every row: what it lacks, the playlists of an album may lack
with newest as (
    select (max(c.changed_at) at time zone 'UTC')::date as read_on
    from marts.playlist_changes as c
),

playlist_tracks as (
    select
        s.track_id,
        s.playlist_id,
        s.first_entered_at,
        s.is_since_first_reading,
        s.is_current,
        t.album_id,
        t.track_name is not null and t.album_id is not null and c.track_id is not null as is_detailed
    from marts.playlist_tenure as s
    left join staging.tracks as t on t.track_id = s.track_id
    left join staging.track_artists as c on c.track_id = s.track_id and c.credit_position = 1
),

coverage as (
    select round(
        count(distinct p.track_id) filter (where p.is_detailed) / nullif(count(distinct p.track_id), 0)::numeric, 3
    ) as details_coverage
    from playlist_tracks as p
),

uptake as (
    select
        p.album_id,
        min(p.first_entered_at) as first_seen_at,
        min(p.first_entered_at) filter (where p.is_since_first_reading) as first_found_at,
        count(distinct p.playlist_id) filter (where p.is_current) as playlist_count,
        count(distinct p.track_id) filter (where p.is_current) as track_count
    from playlist_tracks as p
    where p.album_id is not null
    group by p.album_id
),

put_forward as (
    select
        r.album_id,
        min(r.release_rank) as new_release_rank,
        string_agg(distinct r.country, ', ' order by r.country) as countries
    from staging.new_releases as r
    group by r.album_id
),

credits as (
    select
        c.album_id,
        string_agg(a.artist_name, ', ' order by c.credit_position) as artist_names
    from staging.album_artists as c
    inner join staging.artists as a on a.artist_id = c.artist_id
    group by c.album_id
),

releases as (
    select
        a.album_id,
        a.album_name,
        a.album_type,
        a.record_label,
        a.release_date,
        a.release_date_precision,
        case a.release_date_precision
            when 'day' then a.release_date
            when 'month' then (a.release_date + interval '1 month' - interval '1 day')::date
            else (a.release_date + interval '1 year' - interval '1 day')::date
        end as latest_date
    from staging.albums as a
    where a.release_date is not null
)

select
    r.album_id,
    r.album_name,
    c.artist_names,
    r.album_type,
    r.record_label,
    r.release_date,
    r.release_date_precision,
    case when r.release_date > n.read_on then true when r.latest_date <= n.read_on then false end as is_upcoming,
    case
        when r.release_date > n.read_on or r.latest_date <= n.read_on - 28 then false
        when r.release_date > n.read_on - 28 and r.latest_date <= n.read_on then true
    end as is_recent,
    case when r.release_date_precision = 'day' then n.read_on - r.release_date end as age_days,
    u.first_seen_at as first_seen_in_playlist_at,
    case
        when r.release_date_precision = 'day' and u.first_seen_at < coalesce(u.first_found_at, 'infinity')
            then (u.first_seen_at at time zone 'UTC')::date - r.release_date
    end as days_to_first_playlist,
    coalesce(u.playlist_count, 0) as playlist_count,
    coalesce(u.track_count, 0) as track_count,
    f.new_release_rank,
    f.countries,
    v.details_coverage
from releases as r
cross join newest as n
cross join coverage as v
left join credits as c on c.album_id = r.album_id
left join uptake as u on u.album_id = r.album_id
left join put_forward as f on f.album_id = r.album_id
