-- Credits of tracks, one row per track and place in the credit.
-- credit_position: from 1, the main artist first
select
    c.track_id,
    c.position as credit_position,
    c.artist_id,
    c.loaded_at
from spotify.track_artists as c
