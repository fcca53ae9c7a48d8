-- Every place of a listener's ranking names a row of artists or tracks.
-- Spotify gives the object in full, so one that is missing was lost on the way.
-- severity: fail
select
    t.user_id,
    t.observed_on,
    t.item_type,
    t.item_id
from spotify.top_items as t
left join spotify.artists as a on t.item_type = 'artist' and a.artist_id = t.item_id
left join spotify.tracks as r on t.item_type = 'track' and r.track_id = t.item_id
where a.artist_id is null and r.track_id is null
