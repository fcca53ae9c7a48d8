-- Credits of albums, one row per album and place in the credit.
-- credit_position: from 1, the main artist first
select
    c.album_id,
    c.position as credit_position,
    c.artist_id,
    c.loaded_at
from spotify.album_artists as c
