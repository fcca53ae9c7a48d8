-- Every liked song names a row of tracks.
-- Spotify embeds the track in the liked song, so one that is missing was lost on the way.
-- severity: fail
select
    s.user_id,
    s.track_id,
    s.added_at
from spotify.saved_tracks as s
left join spotify.tracks as t on t.track_id = s.track_id
where t.track_id is null
