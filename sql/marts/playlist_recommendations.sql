-- Which tracks would fit into a playlist?
-- The 20 best of those that stand in playlists like it and not in it yet. That rests on which tracks others put
-- together, and on nothing else: not on how they sound, nor on what a listener likes. A playlist that shares no track
-- with another has no rows. Releases of one recording, by ISRC, are one track, named by the release in most playlists.
-- To see which playlists are alike it takes at most 50 playlists of a track and 1000 tracks of a playlist, chosen by
-- hash and the same in every build, and then compares a playlist with the 30 that are most like it: so the work grows
-- with the number of entries and not with its square.
-- grain: playlist_id x rank
-- rank: 1, 2, 3 ... without gaps or ties, up to 20: by lift, support and track_id
-- lift: how many times as much of the playlists like this one have the track as of all other playlists, where a
--   playlist weighs its shared tracks over the square root of its length; 1 is chance. Five playlists of mere chance
--   are added to those that have it and to those that would, so that a rare track needs more to stand out. Good for comparing the tracks of one playlist: a playlist with few
--   like it has lower values
-- support: how many of the playlists like this one have the track, 2 or more
-- artist_names: everyone credited, in the order of the credit; null where nobody's name is known
-- is_by_known_artist: whether somebody credited on it is credited on a track of the playlist; null where nobody is
--   stored
-- details_coverage: share of the playlist's different tracks whose name, artists and album are stored, from 0 to 1
with entries as materialized (
    select distinct
        i.playlist_id,
        i.track_id
    from staging.playlist_items as i
    where i.track_id is not null
),

counted as (
    select
        e.track_id,
        count(*) as playlist_count
    from entries as e
    group by e.track_id
),

releases as (
    select
        c.track_id,
        first_value(c.track_id) over (
            partition by coalesce(t.isrc, c.track_id)
            order by c.playlist_count desc, c.track_id
        ) as recording_id
    from counted as c
    left join staging.tracks as t on t.track_id = c.track_id
),

members as materialized (
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

sizes as (
    select
        k.playlist_id,
        count(*) as track_count
    from kept as k
    group by k.playlist_id
),

-- The hash of both, so that no playlist is always among the fifty or never.
placed_links as (
    select
        k.playlist_id,
        k.recording_id,
        row_number() over (
            partition by k.recording_id
            order by md5(k.recording_id || k.playlist_id), k.playlist_id
        ) as place
    from kept as k
    where k.playlist_count > 1
),

links as materialized (
    select
        p.playlist_id,
        p.recording_id
    from placed_links as p
    where p.place <= 50
),

meetings as (
    select
        l.playlist_id,
        o.playlist_id as other_id,
        count(*) as shared_tracks
    from links as l
    inner join links as o on o.recording_id = l.recording_id and o.playlist_id <> l.playlist_id
    group by l.playlist_id, o.playlist_id
),

-- Whole numbers, whose sum does not depend on the order in which they are added.
weighted as (
    select
        o.playlist_id,
        o.other_id,
        round(1000 * o.shared_tracks / sqrt(s.track_count))::int as weight
    from meetings as o
    inner join sizes as s on s.playlist_id = o.other_id
),

ranked_alike as (
    select
        w.playlist_id,
        w.other_id,
        w.weight,
        row_number() over (partition by w.playlist_id order by w.weight desc, w.other_id) as place
    from weighted as w
),

alike as (
    select
        r.playlist_id,
        r.other_id,
        r.weight,
        sum(r.weight) over (partition by r.playlist_id) as total_weight
    from ranked_alike as r
    where r.place <= 30
),

candidates as (
    select
        a.playlist_id,
        k.recording_id,
        count(*) as support,
        sum(a.weight)::float8 / min(a.total_weight) as weight_share,
        min(k.playlist_count) as playlist_count
    from alike as a
    inner join kept as k on k.playlist_id = a.other_id
    where k.playlist_count > 1
    group by a.playlist_id, k.recording_id
    having count(*) > 1
),

scored as (
    select
        c.playlist_id,
        c.recording_id,
        c.support,
        round(1000 * (c.weight_share * (n.playlists - 1) + 5) / (c.playlist_count + 5)) / 1000 as lift
    from candidates as c
    cross join (select count(*) as playlists from sizes) as n
    left join members as m on m.playlist_id = c.playlist_id and m.recording_id = c.recording_id
    where m.recording_id is null
),

ranked as (
    select
        s.playlist_id,
        s.recording_id as track_id,
        s.support,
        s.lift,
        row_number() over (
            partition by s.playlist_id
            order by s.lift desc, s.support desc, s.recording_id
        )::int as rank
    from scored as s
),

best as materialized (
    select
        r.playlist_id,
        r.rank,
        r.track_id,
        r.support,
        r.lift
    from ranked as r
    where r.rank <= 20
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

playlist_artists as (
    select distinct
        e.playlist_id,
        c.artist_id
    from entries as e
    inner join staging.track_artists as c on c.track_id = e.track_id
),

familiarity as (
    select
        b.playlist_id,
        b.track_id,
        bool_or(p.artist_id is not null) as is_by_known_artist
    from best as b
    inner join staging.track_artists as c on c.track_id = b.track_id
    left join playlist_artists as p on p.playlist_id = b.playlist_id and p.artist_id = c.artist_id
    group by b.playlist_id, b.track_id
),

details as (
    select
        e.playlist_id,
        count(*) filter (where t.track_name is not null and t.album_id is not null and c.track_id is not null)
        / count(*)::numeric as details_coverage
    from entries as e
    left join staging.tracks as t on t.track_id = e.track_id
    left join staging.track_artists as c on c.track_id = e.track_id and c.credit_position = 1
    group by e.playlist_id
)

select
    b.playlist_id,
    p.playlist_name,
    b.rank,
    b.track_id,
    t.track_name,
    c.artist_names,
    round(b.lift::numeric, 3) as lift,
    b.support,
    f.is_by_known_artist,
    round(d.details_coverage, 3) as details_coverage
from best as b
inner join details as d on d.playlist_id = b.playlist_id
left join staging.playlists as p on p.playlist_id = b.playlist_id
left join staging.tracks as t on t.track_id = b.track_id
left join credits as c on c.track_id = b.track_id
left join familiarity as f on f.playlist_id = b.playlist_id and f.track_id = b.track_id
