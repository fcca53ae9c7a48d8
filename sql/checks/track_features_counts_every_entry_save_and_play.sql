-- The counts of track_features add up to what they count: tracks in playlists, saved tracks and plays of tracks.
-- A join that multiplies rows, or a track that is missing from the table, shows here.
-- severity: fail
with stored as (
    select
        'playlist_count' as measure,
        count(*) as total
    from (
        select distinct
            i.playlist_id,
            i.track_id
        from spotify.playlist_items as i
        where i.track_id is not null
    ) as p
    union all
    select
        'save_count' as measure,
        count(*) as total
    from (
        select distinct
            s.user_id,
            s.track_id
        from spotify.saved_tracks as s
        where s.removed_at is null
    ) as p
    union all
    select
        'play_count' as measure,
        count(p.track_id) as total
    from spotify.plays as p
),

counted as (
    select
        v.measure,
        sum(v.count) as total
    from marts.track_features as f
    cross join lateral (
        values
            ('playlist_count', f.playlist_count),
            ('save_count', f.save_count),
            ('play_count', f.play_count)
    ) as v (measure, count)
    group by v.measure
)

select
    s.measure,
    s.total as stored,
    coalesce(c.total, 0) as counted
from stored as s
left join counted as c on c.measure = s.measure
where s.total <> coalesce(c.total, 0)
