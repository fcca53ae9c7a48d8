-- What in a listener's library deserves a look?
-- The findings:
-- saved_but_never_played (a saved track, under no id of its recording, in at least 28 days of known plays after it was
-- saved; of the plays before anybody read them nothing is known, and where fewer days are known nothing is said),
-- duplicate_recording (a saved track whose ISRC was saved earlier under another id),
-- unavailable_in_own_playlist (a playlist of the listener's own with entries of which Spotify keeps only the place),
-- details_missing (a saved track whose name, artists or album are not stored).
-- An item may have several findings. None of them is an error, and a library without rows may just not have been read.
-- grain: user_id x finding x item_id
-- item_type: track or playlist
-- item_id: of the track, or of the playlist with the entries
-- item_name: of the track or playlist; null where unknown
-- artist_names: everyone credited on the track, in the order of the credit
-- since: when the track was saved, or the first of the unavailable entries added; null where unknown
-- duplicate_of: the same recording saved first, the first by id of several; null for other findings
-- detail: what to look at, in words
-- coverage: share of the days' time whose plays are known, each day the same; null where no plays were read
-- details_coverage: share of the listener's saved tracks whose name, artists and album are stored; null without any
with listeners as (
    select r.user_id from staging.library_readings as r
    union
    select s.user_id from staging.saved_tracks as s
    union
    select c.user_id from staging.play_coverage as c
),

credits as (
    select
        c.track_id,
        string_agg(a.artist_name, ', ' order by c.credit_position) as artist_names
    from staging.track_artists as c
    inner join staging.artists as a on a.artist_id = c.artist_id
    group by c.track_id
),

saved as materialized (
    select
        s.user_id,
        s.track_id,
        s.added_at,
        t.track_name,
        c.artist_names,
        l.album_name,
        t.isrc,
        -- Tracks without an ISRC are recordings of their own.
        coalesce('isrc ' || t.isrc, 'id ' || s.track_id) as recording
    from staging.saved_tracks as s
    left join staging.tracks as t on t.track_id = s.track_id
    left join staging.albums as l on l.album_id = t.album_id
    left join credits as c on c.track_id = s.track_id
    where s.is_saved
),

played as (
    select distinct
        p.user_id,
        coalesce('isrc ' || t.isrc, 'id ' || p.track_id) as recording
    from staging.plays as p
    left join staging.tracks as t on t.track_id = p.track_id
    where p.track_id is not null
),

-- How many seconds of plays are known from the beginning of each stretch on.
stretches as (
    select
        c.user_id,
        c.began_at,
        sum(extract(epoch from c.ended_at - c.began_at)) over (
            partition by c.user_id
            order by c.began_at desc
        ) as seconds_from_here
    from staging.play_coverage as c
    where c.is_covered
),

-- The latest moment since which 28 days of plays are known; a listener with fewer has none.
known_since as (
    select
        s.user_id,
        max(s.began_at + make_interval(secs => (s.seconds_from_here - 28 * 86400)::double precision)) as known_from
    from stretches as s
    where s.seconds_from_here >= 28 * 86400
    group by s.user_id
),

never_played as (
    select
        s.user_id,
        s.track_id
    from saved as s
    inner join known_since as k on k.user_id = s.user_id and s.added_at <= k.known_from
    left join played as p on p.user_id = s.user_id and p.recording = s.recording
    where p.user_id is null
),

ranked as (
    select
        s.user_id,
        s.track_id,
        s.isrc,
        first_value(s.track_id) over by_recording as first_id
    from saved as s
    where s.isrc is not null
    window by_recording as (partition by s.user_id, s.isrc order by s.added_at, s.track_id)
),

unavailable as (
    select
        p.owner_id as user_id,
        p.playlist_id,
        p.playlist_name,
        min(i.added_at) as added_at,
        count(*) as entry_count,
        min(i.position) as first_position
    from staging.playlists as p
    inner join listeners as l on l.user_id = p.owner_id
    inner join staging.playlist_items as i on i.playlist_id = p.playlist_id
    where not i.is_available
    group by p.owner_id, p.playlist_id, p.playlist_name
),

findings as (
    select
        n.user_id,
        'saved_but_never_played' as finding,
        n.track_id,
        null::text as duplicate_of,
        'no play in at least 28 days of known plays since it was saved' as detail
    from never_played as n
    union all
    select
        r.user_id,
        'duplicate_recording' as finding,
        r.track_id,
        r.first_id as duplicate_of,
        'saved under several ids with the ISRC ' || r.isrc as detail
    from ranked as r
    where r.track_id <> r.first_id
    union all
    select
        s.user_id,
        'details_missing' as finding,
        s.track_id,
        null::text as duplicate_of,
        'not stored: ' || concat_ws(
            ', ',
            case when s.track_name is null then 'name' end,
            case when s.artist_names is null then 'artists' end,
            case when s.album_name is null then 'album' end
        ) as detail
    from saved as s
    where s.track_name is null or s.artist_names is null or s.album_name is null
),

rows_of_findings as (
    select
        f.user_id,
        f.finding,
        'track' as item_type,
        f.track_id as item_id,
        s.track_name as item_name,
        s.artist_names,
        s.added_at as since,
        f.duplicate_of,
        f.detail
    from findings as f
    inner join saved as s on s.user_id = f.user_id and s.track_id = f.track_id
    union all
    select
        u.user_id,
        'unavailable_in_own_playlist' as finding,
        'playlist' as item_type,
        u.playlist_id as item_id,
        u.playlist_name as item_name,
        null::text as artist_names,
        u.added_at as since,
        null::text as duplicate_of,
        u.entry_count || ' of its entries unavailable, the first at place ' || u.first_position + 1 as detail
    from unavailable as u
),

details as (
    select
        s.user_id,
        count(*) filter (
            where s.track_name is not null and s.artist_names is not null and s.album_name is not null
        ) / count(*)::numeric as details_coverage
    from saved as s
    group by s.user_id
),

days as (
    select
        d.user_id,
        avg(d.coverage) as coverage
    from marts.daily_listening as d
    group by d.user_id
)

select
    f.user_id,
    f.finding,
    f.item_type,
    f.item_id,
    f.item_name,
    f.artist_names,
    f.since,
    f.duplicate_of,
    f.detail,
    round(d.coverage, 3) as coverage,
    round(c.details_coverage, 3) as details_coverage
from rows_of_findings as f
left join days as d on d.user_id = f.user_id
left join details as c on c.user_id = f.user_id
