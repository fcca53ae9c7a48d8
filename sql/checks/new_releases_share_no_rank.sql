-- One place in the list of new releases holds one album.
-- Only a warning: two readings of one day get mixed where the second one could not be read to the end.
-- severity: warn
select
    r.observed_on,
    r.country,
    r.rank,
    array_agg(r.album_id order by r.album_id) as album_ids
from spotify.new_releases as r
group by r.observed_on, r.country, r.rank
having count(*) > 1
