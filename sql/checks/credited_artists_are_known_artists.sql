-- Every credit of a track or an album names a row of artists.
-- Credits come with the artist's name; without that row a ranking would list an artist that nobody can read.
-- severity: fail
select
    'track' as credited_on,
    c.track_id as credited_id,
    c.artist_id
from spotify.track_artists as c
left join spotify.artists as a on a.artist_id = c.artist_id
where a.artist_id is null
union all
select
    'album' as credited_on,
    c.album_id as credited_id,
    c.artist_id
from spotify.album_artists as c
left join spotify.artists as a on a.artist_id = c.artist_id
where a.artist_id is null
