-- Every credit belongs to a known track or album.
-- A credit of nothing would count an artist for something that no playlist can hold.
-- severity: fail
select
    'track' as credited_on,
    c.track_id as credited_id,
    c.position,
    c.artist_id
from spotify.track_artists as c
left join spotify.tracks as t on t.track_id = c.track_id
where t.track_id is null
union all
select
    'album' as credited_on,
    c.album_id as credited_id,
    c.position,
    c.artist_id
from spotify.album_artists as c
left join spotify.albums as a on a.album_id = c.album_id
where a.album_id is null
