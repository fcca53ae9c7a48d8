-- Albums under the column names of the original system's table.
-- One row per album; the original added one with every load.
-- album_name: in lower case
-- release_date: the text as Spotify wrote it, 1999, 1999-12 or 1999-12-31
-- artist_id: the first artist credited
-- load_date: when the row last changed here, in UTC
select
    a.album_id,
    lower(a.name) as album_name,
    a.album_type,
    a.release_date_text as release_date,
    a.total_tracks,
    c.artist_id,
    a.loaded_at at time zone 'UTC' as load_date
from spotify.albums as a
left join spotify.album_artists as c on c.album_id = a.album_id and c.position = 1
