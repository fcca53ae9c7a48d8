-- Sections of analysed tracks, one row per track and position.
-- section_position: from 1
-- confidence: how sure it is that a section begins here, 0 to 1
-- pitch_class: semitones from C; null where none was heard
-- is_major: false for minor, null where it is not to be told
select
    s.track_id,
    s.position as section_position,
    s.start_seconds,
    s.duration_seconds,
    s.confidence,
    s.loudness,
    s.tempo,
    s.tempo_confidence,
    nullif(s.key, -1) as pitch_class,
    s.key_confidence as pitch_class_confidence,
    nullif(s.mode, -1) = 1 as is_major,
    s.mode_confidence as is_major_confidence,
    s.time_signature as beats_per_bar,
    s.time_signature_confidence as beats_per_bar_confidence,
    s.loaded_at
from spotify.audio_analysis_sections as s
