-- How tracks sound, one row per track that was analysed.
-- pitch_class: semitones from C; null where none was heard
-- is_major: false for minor
-- tempo: beats a minute; null where none was heard
-- beats_per_bar: null where Spotify heard none
select
    f.track_id,
    f.danceability,
    f.energy,
    nullif(f.key, -1) as pitch_class,
    f.mode = 1 as is_major,
    f.loudness,
    f.speechiness,
    f.acousticness,
    f.instrumentalness,
    f.liveness,
    f.valence,
    nullif(f.tempo, 0) as tempo,
    nullif(f.time_signature, 0) as beats_per_bar,
    nullif(f.duration_ms, 0) as duration_ms,
    f.loaded_at
from spotify.audio_features as f
