-- What is known of every track, in one wide row?
-- For reading and counting only. Spotify's Developer Terms (section IV 2.a.i, version 9 of May 2023; Developer Policy
-- III.14 repeats it) forbid "using the Spotify Platform or any Spotify Content to train a machine learning or AI model or
-- otherwise ingesting Spotify Content into a machine learning or AI model": this table is not input for one.
-- Every track that is stored, and every one that is known by id only from playlists, plays, libraries or audio features.
-- grain: track_id
-- artist_names: everyone credited, in the order of the credit; null where nobody's name is known
-- main_artist_id: the first one credited
-- release_date: first day that the precision of the album's date allows
-- popularity: null in quota modes that do not give it
-- genres: of all artists credited, by name; null where the genres of none were read, empty where Spotify knows none
-- danceability: from 0 to 1, as are the audio features without a unit; all null where the app is not given any
-- loudness: in decibels
-- tempo: beats a minute
-- playlist_count: playlists that have it now
-- first_seen_at: the reading that first saw it in a playlist; null where none ever had it
-- last_seen_at: the newest reading of any playlist while one has it, else the first reading that no longer found it
-- save_count: listeners who have it saved now; null where nobody's library was read
-- play_count: times it was played; null where nobody's plays were read
-- details_coverage: 1 where name, artists and album are stored, else 0; its average is the share of tracks with details
with credits as (
    select
        c.track_id,
        string_agg(a.artist_name, ', ' order by c.credit_position) as artist_names,
        (array_agg(c.artist_id order by c.credit_position))[1] as main_artist_id
    from staging.track_artists as c
    left join staging.artists as a on a.artist_id = c.artist_id
    group by c.track_id
),

genres as (
    select
        c.track_id,
        array_agg(distinct g.genre order by g.genre) filter (where g.genre is not null) as genres
    from staging.track_artists as c
    inner join staging.artists as a on a.artist_id = c.artist_id
    left join lateral (
        select u.genre collate "C" as genre
        from unnest(a.genres) as u (genre)
    ) as g on true
    where a.genres is not null
    group by c.track_id
),

current_entries as (
    select
        i.track_id,
        count(distinct i.playlist_id) as playlist_count
    from staging.playlist_items as i
    where i.track_id is not null
    group by i.track_id
),

newest_reading as (
    select max(c.changed_at) as read_at
    from marts.playlist_changes as c
),

seen as (
    select
        d.track_id,
        min(d.first_entered_at) as first_seen_at,
        max(d.last_left_at) as last_left_at,
        bool_or(d.is_current) as is_current
    from marts.playlist_tenure as d
    group by d.track_id
),

saves as (
    select
        s.track_id,
        count(distinct s.user_id) filter (where s.is_saved) as save_count
    from staging.saved_tracks as s
    group by s.track_id
),

plays as (
    select
        p.track_id,
        count(*) as play_count
    from staging.plays as p
    where p.track_id is not null
    group by p.track_id
),

known as (
    select
        exists (select 1 from staging.library_readings as r where r.list_name = 'saved_tracks')
        or exists (select 1 from saves) as has_saves,
        exists (select 1 from staging.play_coverage) or exists (select 1 from plays) as has_plays
),

ids as (
    select t.track_id from staging.tracks as t
    union
    select s.track_id from seen as s
    union
    select i.track_id from current_entries as i
    union
    select s.track_id from saves as s
    union
    select p.track_id from plays as p
    union
    select f.track_id from staging.audio_features as f
)

select
    i.track_id,
    t.track_name,
    c.artist_names,
    c.main_artist_id,
    m.artist_name as main_artist_name,
    t.album_id,
    l.album_name,
    l.release_date,
    l.release_year,
    t.duration_ms,
    t.is_explicit,
    t.isrc,
    t.popularity,
    case when g.track_id is not null then coalesce(g.genres, '{}') end as genres,
    f.danceability,
    f.energy,
    f.pitch_class,
    f.is_major,
    f.loudness,
    f.speechiness,
    f.acousticness,
    f.instrumentalness,
    f.liveness,
    f.valence,
    f.tempo,
    f.beats_per_bar,
    coalesce(e.playlist_count, 0) as playlist_count,
    s.first_seen_at,
    case when s.is_current then n.read_at else s.last_left_at end as last_seen_at,
    case when k.has_saves then coalesce(v.save_count, 0) end as save_count,
    case when k.has_plays then coalesce(p.play_count, 0) end as play_count,
    case
        when t.track_name is not null and c.artist_names is not null and l.album_name is not null then 1.000
        else 0.000
    end as details_coverage
from ids as i
cross join newest_reading as n
cross join known as k
left join staging.tracks as t on t.track_id = i.track_id
left join credits as c on c.track_id = i.track_id
left join staging.artists as m on m.artist_id = c.main_artist_id
left join staging.albums as l on l.album_id = t.album_id
left join genres as g on g.track_id = i.track_id
left join staging.audio_features as f on f.track_id = i.track_id
left join current_entries as e on e.track_id = i.track_id
left join seen as s on s.track_id = i.track_id
left join saves as v on v.track_id = i.track_id
left join plays as p on p.track_id = i.track_id
