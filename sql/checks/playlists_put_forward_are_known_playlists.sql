-- Every featured playlist and every playlist of a category names a row of playlists.
-- Spotify embeds the playlist in the list, so one that is missing was lost on the way.
-- severity: fail
select
    'category' as put_forward_by,
    c.playlist_id,
    c.observed_on
from spotify.category_playlists as c
left join spotify.playlists as p on p.playlist_id = c.playlist_id
where p.playlist_id is null
union all
select
    'feature' as put_forward_by,
    f.playlist_id,
    f.observed_on
from spotify.featured_playlists as f
left join spotify.playlists as p on p.playlist_id = f.playlist_id
where p.playlist_id is null
