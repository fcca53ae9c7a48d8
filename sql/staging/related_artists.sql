-- Who is like whom, one row per artist and rank.
-- related_rank: from 1, the best match
select
    r.artist_id,
    r.rank as related_rank,
    r.related_artist_id,
    r.loaded_at
from spotify.related_artists as r
