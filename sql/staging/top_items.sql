-- What a listener plays most, one row per day, kind of item, range of time and rank.
-- item_type: artist or track
-- time_range: short_term is about four weeks, medium_term six months, long_term a year
-- top_rank: from 1, at most 50
-- artist_id: null for a track
-- track_id: null for an artist
select
    t.user_id,
    t.observed_on,
    t.item_type,
    t.time_range,
    t.rank as top_rank,
    case when t.item_type = 'artist' then t.item_id end as artist_id,
    case when t.item_type = 'track' then t.item_id end as track_id,
    t.loaded_at
from spotify.top_items as t
