-- Shares are from 0 to 1, keys from -1 to 11, modes 0 or 1; no tempo and no bar is negative.
-- Anything else is another field in its place, and every average would rest on it.
-- severity: fail
select
    f.track_id,
    f.danceability,
    f.energy,
    f.speechiness,
    f.acousticness,
    f.instrumentalness,
    f.liveness,
    f.valence,
    f.key,
    f.mode,
    f.tempo,
    f.time_signature
from spotify.audio_features as f
where
    least(
        f.danceability, f.energy, f.speechiness, f.acousticness, f.instrumentalness, f.liveness, f.valence,
        f.tempo, f.time_signature
    ) < 0
    or greatest(
        f.danceability, f.energy, f.speechiness, f.acousticness, f.instrumentalness, f.liveness, f.valence
    ) > 1
    or f.key not between -1 and 11
    or f.mode not in (0, 1)
