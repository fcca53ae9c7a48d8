-- What might a listener like?
-- The 50 best of the tracks that stand in playlists with what the listener has saved, plays or keeps in playlists of
-- their own, and that they do not know yet: never saved, not played in the time that was read, not among their top
-- items, in no playlist of theirs. Another release of the same recording, by ISRC, is known as well; a recording is
-- named by the release in most playlists. It rests on what others put together, and only on the playlists that were
-- read. It compares a listener with the 100 playlists of others that are most like what they know, and of a playlist at
-- most 1000 tracks, chosen by hash and the same in every build: so the work grows with the listeners times the entries.
-- grain: user_id x rank
-- rank: 1, 2, 3 ... without gaps or ties, up to 50: by lift, support and track_id
-- lift: how many times as much of the playlists like the listener's taste have the track as of all playlists of others,
--   where a playlist weighs the tracks that the listener knows over the square root of its length; 1 is chance. Five
--   playlists of mere chance are added to those that have it and to those that would, so that a rare track needs more
-- support: how many of the playlists like the listener's taste have the track, 2 or more
-- because: up to three of the listener's tracks that stand with it most of the times they stand anywhere, best first,
--   with a semicolon between; null where none has a name
-- artist_names: everyone credited, in the order of the credit; null where nobody's name is known
-- is_by_known_artist: whether somebody credited on it is credited on a track that the listener knows; null where nobody
--   is stored
-- details_coverage: share of the tracks that the listener knows whose name, artists and album are stored, from 0 to 1
with entries as materialized (
    select distinct
        i.playlist_id,
        i.track_id
    from staging.playlist_items as i
    where i.track_id is not null
),

-- The owner of a playlist is a listener only if more is known of them.
listeners as (
    select p.user_id
    from staging.plays as p
    union
    select s.user_id
    from staging.saved_tracks as s
    union
    select t.user_id
    from staging.top_items as t
    union
    select r.user_id
    from staging.library_readings as r
),

own_playlists as materialized (
    select
        l.user_id,
        p.playlist_id
    from listeners as l
    inner join staging.playlists as p on p.owner_id = l.user_id
),

-- What was saved and removed is known, and nothing to go by.
encounters as (
    select
        s.user_id,
        s.track_id,
        s.is_saved as is_liked
    from staging.saved_tracks as s
    union all
    select
        p.user_id,
        p.track_id,
        true as is_liked
    from staging.plays as p
    union all
    select
        t.user_id,
        t.track_id,
        true as is_liked
    from staging.top_items as t
    union all
    select
        o.user_id,
        e.track_id,
        true as is_liked
    from own_playlists as o
    inner join entries as e on e.playlist_id = o.playlist_id
),

known_tracks as materialized (
    select
        e.user_id,
        e.track_id,
        bool_or(e.is_liked) as is_liked
    from encounters as e
    where e.track_id is not null
    group by e.user_id, e.track_id
),

counted as (
    select
        a.track_id,
        sum(a.playlist_count) as playlist_count
    from (
        select
            e.track_id,
            1 as playlist_count
        from entries as e
        union all
        select
            k.track_id,
            0 as playlist_count
        from known_tracks as k
    ) as a
    group by a.track_id
),

releases as materialized (
    select
        c.track_id,
        first_value(c.track_id) over (
            partition by coalesce(t.isrc, c.track_id)
            order by c.playlist_count desc, c.track_id
        ) as recording_id
    from counted as c
    left join staging.tracks as t on t.track_id = c.track_id
),

known_recordings as materialized (
    select
        k.user_id,
        r.recording_id,
        bool_or(k.is_liked) as is_liked
    from known_tracks as k
    inner join releases as r on r.track_id = k.track_id
    group by k.user_id, r.recording_id
),

members as (
    select distinct
        e.playlist_id,
        r.recording_id
    from entries as e
    inner join releases as r on r.track_id = e.track_id
),

-- The hash of the track alone, so that two long playlists keep the same of the tracks that they share.
placed_members as (
    select
        m.playlist_id,
        m.recording_id,
        row_number() over (partition by m.playlist_id order by md5(m.recording_id), m.recording_id) as place
    from members as m
),

kept as materialized (
    select
        p.playlist_id,
        p.recording_id,
        count(*) over (partition by p.playlist_id) as track_count,
        count(*) over (partition by p.recording_id) as playlist_count
    from placed_members as p
    where p.place <= 1000
),

others as (
    select
        l.user_id,
        n.playlists - count(k.playlist_id) as playlists
    from listeners as l
    cross join (select count(distinct k.playlist_id) as playlists from kept as k) as n
    left join own_playlists as o on o.user_id = l.user_id
    left join (select distinct k.playlist_id from kept as k) as k on k.playlist_id = o.playlist_id
    group by l.user_id, n.playlists
),

-- Whole numbers, whose sum does not depend on the order in which they are added.
weighted as (
    select
        r.user_id,
        k.playlist_id,
        round(1000 * count(*) / sqrt(min(k.track_count)))::int as weight
    from known_recordings as r
    inner join kept as k on k.recording_id = r.recording_id
    where r.is_liked
    group by r.user_id, k.playlist_id
),

ranked_alike as (
    select
        w.user_id,
        w.playlist_id,
        w.weight,
        row_number() over (partition by w.user_id order by w.weight desc, w.playlist_id) as place
    from weighted as w
    left join own_playlists as o on o.user_id = w.user_id and o.playlist_id = w.playlist_id
    where o.playlist_id is null
),

alike as materialized (
    select
        r.user_id,
        r.playlist_id,
        r.weight,
        sum(r.weight) over (partition by r.user_id) as total_weight
    from ranked_alike as r
    where r.place <= 100
),

candidates as (
    select
        a.user_id,
        k.recording_id,
        count(*) as support,
        sum(a.weight)::float8 / min(a.total_weight) as weight_share,
        min(k.playlist_count) as playlist_count
    from alike as a
    inner join kept as k on k.playlist_id = a.playlist_id
    where k.playlist_count > 1
    group by a.user_id, k.recording_id
    having count(*) > 1
),

scored as (
    select
        c.user_id,
        c.recording_id,
        c.support,
        round(1000 * (c.weight_share * o.playlists + 5) / (c.playlist_count + 5)) / 1000 as lift
    from candidates as c
    inner join others as o on o.user_id = c.user_id
    left join known_recordings as r on r.user_id = c.user_id and r.recording_id = c.recording_id
    where r.recording_id is null
),

ranked as (
    select
        s.user_id,
        s.recording_id as track_id,
        s.support,
        s.lift,
        row_number() over (
            partition by s.user_id
            order by s.lift desc, s.support desc, s.recording_id
        )::int as rank
    from scored as s
),

best as materialized (
    select
        r.user_id,
        r.rank,
        r.track_id,
        r.support,
        r.lift
    from ranked as r
    where r.rank <= 50
),

-- Joined by listener and playlist at once; by the listener alone each best would meet everything that they know.
best_in_alike as materialized (
    select
        b.user_id,
        b.track_id,
        a.playlist_id
    from best as b
    inner join kept as k on k.recording_id = b.track_id
    inner join alike as a on a.user_id = b.user_id and a.playlist_id = k.playlist_id
),

liked_in_alike as materialized (
    select
        a.user_id,
        a.playlist_id,
        k.recording_id,
        k.playlist_count
    from alike as a
    inner join kept as k on k.playlist_id = a.playlist_id
    inner join known_recordings as r on r.user_id = a.user_id and r.recording_id = k.recording_id
    where r.is_liked
),

companions as (
    select
        b.user_id,
        b.track_id,
        l.recording_id,
        count(*) as shared_playlists,
        min(l.playlist_count) as playlist_count
    from best_in_alike as b
    inner join liked_in_alike as l on l.user_id = b.user_id and l.playlist_id = b.playlist_id
    group by b.user_id, b.track_id, l.recording_id
),

ranked_companions as (
    select
        c.user_id,
        c.track_id,
        t.track_name,
        row_number() over (
            partition by c.user_id, c.track_id
            order by
                c.shared_playlists / (c.playlist_count + 5)::float8 desc,
                c.shared_playlists desc,
                c.recording_id
        ) as place
    from companions as c
    inner join staging.tracks as t on t.track_id = c.recording_id
    where t.track_name is not null
),

reasons as (
    select
        c.user_id,
        c.track_id,
        string_agg(c.track_name, '; ' order by c.place) as because
    from ranked_companions as c
    where c.place <= 3
    group by c.user_id, c.track_id
),

best_tracks as (
    select distinct b.track_id
    from best as b
),

credits as (
    select
        c.track_id,
        string_agg(a.artist_name, ', ' order by c.credit_position) as artist_names
    from best_tracks as b
    inner join staging.track_artists as c on c.track_id = b.track_id
    left join staging.artists as a on a.artist_id = c.artist_id
    group by c.track_id
),

known_artists as (
    select distinct
        k.user_id,
        c.artist_id
    from known_tracks as k
    inner join staging.track_artists as c on c.track_id = k.track_id
),

familiarity as (
    select
        b.user_id,
        b.track_id,
        bool_or(k.artist_id is not null) as is_by_known_artist
    from best as b
    inner join staging.track_artists as c on c.track_id = b.track_id
    left join known_artists as k on k.user_id = b.user_id and k.artist_id = c.artist_id
    group by b.user_id, b.track_id
),

details as (
    select
        k.user_id,
        count(*) filter (where t.track_name is not null and t.album_id is not null and c.track_id is not null)
        / count(*)::numeric as details_coverage
    from known_tracks as k
    left join staging.tracks as t on t.track_id = k.track_id
    left join staging.track_artists as c on c.track_id = k.track_id and c.credit_position = 1
    group by k.user_id
)

select
    b.user_id,
    b.rank,
    b.track_id,
    t.track_name,
    c.artist_names,
    round(b.lift::numeric, 3) as lift,
    b.support,
    r.because,
    f.is_by_known_artist,
    round(d.details_coverage, 3) as details_coverage
from best as b
inner join details as d on d.user_id = b.user_id
left join staging.tracks as t on t.track_id = b.track_id
left join credits as c on c.track_id = b.track_id
left join reasons as r on r.user_id = b.user_id and r.track_id = b.track_id
left join familiarity as f on f.user_id = b.user_id and f.track_id = b.track_id
