-- How does a playlist, a listener's plays or their library sound?
-- What is there twice counts twice: each entry of a playlist, each play, each saved track weighs the same. A playlist is
-- as it stands now, a library what is saved now, plays are all that are stored.
-- Empty where the app is not given audio features; no row for whatever has no track with any.
-- The moods are the quadrants of average valence and average energy, cut at 0.5: happy (both at least 0.5), tense
-- (energy only), calm (valence only), sad (neither). An average says little of a subject that has all four in it.
-- grain: subject_type x subject_id
-- subject_type: playlist, plays or saved
-- subject_id: the playlist, or the listener
-- subject_name: of the playlist or the listener; null where unknown
-- track_count: entries, plays or saved tracks with audio features, on which the averages rest
-- danceability: average from 0 to 1, as are the others without a unit
-- tempo: average in beats a minute
-- loudness: average in decibels
-- share_major: of those whose mode is known
-- mood: null where valence or energy is unknown
-- feature_coverage: share with audio features; local files and what is unavailable have none, episodes are left out
-- coverage: share of the days' time whose plays are known, each day the same; null for playlists and libraries
with features as materialized (
    select
        f.track_id,
        f.danceability,
        f.energy,
        f.valence,
        f.acousticness,
        f.instrumentalness,
        f.speechiness,
        f.liveness,
        f.tempo,
        f.loudness,
        f.is_major
    from staging.audio_features as f
    where
        num_nonnulls(
            f.danceability, f.energy, f.valence, f.acousticness, f.instrumentalness, f.speechiness, f.liveness,
            f.tempo, f.loudness, f.is_major
        ) > 0
),

-- Counted before the features come in: of a million plays there are few different tracks.
subjects as (
    select
        'playlist' as subject_type,
        i.playlist_id as subject_id,
        i.track_id,
        count(*) as weight
    from staging.playlist_items as i
    where i.item_type <> 'episode'
    group by i.playlist_id, i.track_id
    union all
    select
        'plays' as subject_type,
        p.user_id as subject_id,
        p.track_id,
        count(*) as weight
    from staging.plays as p
    where p.item_type <> 'episode'
    group by p.user_id, p.track_id
    union all
    select
        'saved' as subject_type,
        s.user_id as subject_id,
        s.track_id,
        1 as weight
    from staging.saved_tracks as s
    where s.is_saved
),

averages as (
    select
        s.subject_type,
        s.subject_id,
        sum(s.weight) filter (where f.track_id is not null) as track_count,
        sum(s.weight) as all_count,
        sum(f.danceability * s.weight) / sum(s.weight) filter (where f.danceability is not null) as danceability,
        sum(f.energy * s.weight) / sum(s.weight) filter (where f.energy is not null) as energy,
        sum(f.valence * s.weight) / sum(s.weight) filter (where f.valence is not null) as valence,
        sum(f.acousticness * s.weight) / sum(s.weight) filter (where f.acousticness is not null) as acousticness,
        sum(f.instrumentalness * s.weight)
        / sum(s.weight) filter (where f.instrumentalness is not null) as instrumentalness,
        sum(f.speechiness * s.weight) / sum(s.weight) filter (where f.speechiness is not null) as speechiness,
        sum(f.liveness * s.weight) / sum(s.weight) filter (where f.liveness is not null) as liveness,
        sum(f.tempo * s.weight) / sum(s.weight) filter (where f.tempo is not null) as tempo,
        sum(f.loudness * s.weight) / sum(s.weight) filter (where f.loudness is not null) as loudness,
        sum(f.is_major::int * s.weight) / sum(s.weight) filter (where f.is_major is not null) as share_major
    from subjects as s
    left join features as f on f.track_id = s.track_id
    group by s.subject_type, s.subject_id
    having count(f.track_id) > 0
),

days as (
    select
        d.user_id,
        avg(d.coverage) as coverage
    from marts.daily_listening as d
    group by d.user_id
)

select
    a.subject_type,
    a.subject_id,
    coalesce(l.playlist_name, u.user_name) as subject_name,
    a.track_count::bigint as track_count,
    round(a.danceability::numeric, 3) as danceability,
    round(a.energy::numeric, 3) as energy,
    round(a.valence::numeric, 3) as valence,
    round(a.acousticness::numeric, 3) as acousticness,
    round(a.instrumentalness::numeric, 3) as instrumentalness,
    round(a.speechiness::numeric, 3) as speechiness,
    round(a.liveness::numeric, 3) as liveness,
    round(a.tempo::numeric, 1) as tempo,
    round(a.loudness::numeric, 1) as loudness,
    round(a.share_major::numeric, 3) as share_major,
    -- By the rounded averages, so that the mood is the one of the numbers beside it.
    case
        when a.valence is null or a.energy is null then null
        when round(a.valence::numeric, 3) >= 0.5 then
            case when round(a.energy::numeric, 3) >= 0.5 then 'happy' else 'calm' end
        else case when round(a.energy::numeric, 3) >= 0.5 then 'tense' else 'sad' end
    end as mood,
    round(a.track_count / a.all_count::numeric, 3) as feature_coverage,
    round(d.coverage, 3) as coverage
from averages as a
left join staging.playlists as l on a.subject_type = 'playlist' and l.playlist_id = a.subject_id
left join staging.users as u on a.subject_type <> 'playlist' and u.user_id = a.subject_id
left join days as d on a.subject_type = 'plays' and d.user_id = a.subject_id
