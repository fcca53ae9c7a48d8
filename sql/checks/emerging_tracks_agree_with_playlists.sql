-- The reach of a track is the number of playlists whose current entries name it.
-- The reach comes from the history: where they differ, that has missed a change or holds one that never was.
-- severity: warn
with named as (
    select
        i.track_id,
        count(distinct i.playlist_id) as playlist_count
    from spotify.playlist_items as i
    where i.track_id is not null
    group by i.track_id
)

select
    coalesce(n.track_id, e.track_id) as track_id,
    coalesce(n.playlist_count, 0) as playlist_count,
    e.reach
from named as n
full join marts.emerging_tracks as e on e.track_id = n.track_id
where coalesce(n.playlist_count, 0) is distinct from e.reach
