-- Every entry belongs to a known playlist and, where it names a track, to a known track.
-- Local files, episodes and entries that can no longer be played name none.
-- severity: fail
select
    i.playlist_id,
    i.position,
    i.track_id
from spotify.playlist_items as i
left join spotify.playlists as p on p.playlist_id = i.playlist_id
left join spotify.tracks as t on t.track_id = i.track_id
where p.playlist_id is null or (i.track_id is not null and t.track_id is null)
