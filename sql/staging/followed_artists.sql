-- Artists whom a listener follows, one row per artist and time of following.
-- valid_from: the reading that first saw it, for Spotify does not tell since when
-- valid_to: first complete reading without it; null = still followed
-- is_followed: still followed at the last complete reading
select
    f.user_id,
    f.artist_id,
    f.valid_from,
    f.valid_to,
    f.valid_to is null as is_followed,
    f.loaded_at
from spotify.followed_artists as f
