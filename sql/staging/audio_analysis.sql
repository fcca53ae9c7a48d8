-- The structure of tracks, one row per track that was analysed.
-- pitch_class: semitones from C; null where none was heard
-- is_major: false for minor, null where it is not to be told
select
    a.track_id,
    a.duration_seconds,
    a.end_of_fade_in_seconds,
    a.start_of_fade_out_seconds,
    a.loudness,
    a.tempo,
    a.tempo_confidence,
    nullif(a.key, -1) as pitch_class,
    a.key_confidence as pitch_class_confidence,
    nullif(a.mode, -1) = 1 as is_major,
    a.mode_confidence as is_major_confidence,
    a.time_signature as beats_per_bar,
    a.time_signature_confidence as beats_per_bar_confidence,
    a.section_count,
    a.bar_count,
    a.beat_count,
    a.tatum_count,
    a.segment_count,
    a.loaded_at
from spotify.audio_analysis as a
