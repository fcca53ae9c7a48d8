-- Tracks under the column names of the original system's table.
-- All tracks, one row each; the original kept those marked explicit only, which `where explicit` gives, and added a row
-- with every load.
-- track_name: in lower case
-- popularity: null in quota modes that do not give it
-- preview_url: always null, for Spotify no longer gives it
-- artist_id: the first artist credited
-- market: always null, for a track is stored once and not once a market
-- load_date: when the row last changed here, in UTC
select
    t.track_id,
    lower(t.name) as track_name,
    round(t.duration_ms / 60000.0, 2) as duration_minutes,
    t.popularity::double precision as popularity,
    t.is_explicit as explicit,
    null::text as preview_url,
    t.track_number,
    c.artist_id,
    t.album_id,
    null::text as market,
    t.loaded_at at time zone 'UTC' as load_date
from spotify.tracks as t
left join spotify.track_artists as c on c.track_id = t.track_id and c.position = 1
