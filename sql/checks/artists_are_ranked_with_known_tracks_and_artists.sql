-- Every top track and every related artist is a row of tracks or artists.
-- Both come in full with their rank, so one that is missing was lost on the way.
-- severity: fail
select
    'top track' as ranked_as,
    t.artist_id,
    t.rank,
    t.track_id as ranked_id
from spotify.artist_top_tracks as t
left join spotify.tracks as k on k.track_id = t.track_id
where k.track_id is null
union all
select
    'related artist' as ranked_as,
    r.artist_id,
    r.rank,
    r.related_artist_id as ranked_id
from spotify.related_artists as r
left join spotify.artists as a on a.artist_id = r.related_artist_id
where a.artist_id is null
