-- Every new release names a row of albums.
-- Spotify embeds the album in the list, so one that is missing was lost on the way.
-- severity: fail
select
    r.album_id,
    r.observed_on
from spotify.new_releases as r
left join spotify.albums as a on a.album_id = r.album_id
where a.album_id is null
