-- The credits of a track or an album are numbered 1, 2, 3 ...
-- The main artist is the credit at 1; a gap means that a credit was lost or that an old one was left behind.
-- severity: fail
select
    'track' as credited_on,
    c.track_id as credited_id,
    array_agg(c.position order by c.position) as positions
from spotify.track_artists as c
group by c.track_id
having min(c.position) <> 1 or max(c.position) <> count(*)
union all
select
    'album' as credited_on,
    c.album_id as credited_id,
    array_agg(c.position order by c.position) as positions
from spotify.album_artists as c
group by c.album_id
having min(c.position) <> 1 or max(c.position) <> count(*)
