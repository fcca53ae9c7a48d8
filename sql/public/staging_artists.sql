-- Artists under the column names of the original system's table.
-- One row per artist; the original added one with every load.
-- artist_name: in lower case
-- popularity: null in quota modes that do not give it
-- genres: as the original wrote them, {pop,"dance pop"}
-- followers: null in quota modes that do not give them
-- load_date: when the row last changed here, in UTC
select
    a.artist_id,
    lower(a.name) as artist_name,
    a.popularity::double precision as popularity,
    a.genres::text as genres,
    a.followers,
    'https://open.spotify.com/artist/' || a.artist_id as spotify_url,
    a.loaded_at at time zone 'UTC' as load_date
from spotify.artists as a
