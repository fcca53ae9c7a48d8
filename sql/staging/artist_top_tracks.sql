-- The most popular tracks of artists, one row per artist, market, day and rank.
-- market: null where none was asked for and the country of the listener decided
-- track_rank: from 1, the most popular
select
    t.artist_id,
    nullif(t.market, '') as market,
    t.observed_on,
    t.rank as track_rank,
    t.track_id,
    t.loaded_at
from spotify.artist_top_tracks as t
