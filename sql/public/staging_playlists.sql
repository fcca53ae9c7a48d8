-- Which artists stand in the playlists of a country, under the column names of the original system's table.
-- One row per current entry and artist credited on it. Playlists that the selection gives no label have no country.
-- playlist_country_lower: the label of the playlist in lower case
select
    c.artist_id,
    lower(trim(p.label)) as playlist_country_lower
from spotify.playlists as p
inner join spotify.playlist_items as i on i.playlist_id = p.playlist_id
inner join spotify.track_artists as c on c.track_id = i.track_id
where trim(p.label) <> ''
