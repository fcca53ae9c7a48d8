-- Every play of a track names a row of tracks.
-- Spotify embeds the track in the play; without it the minutes of daily_listening are too low.
-- severity: fail
select
    p.user_id,
    p.played_at,
    p.item_uri,
    p.track_id
from spotify.plays as p
left join spotify.tracks as t on t.track_id = p.track_id
where p.track_id is not null and t.track_id is null
