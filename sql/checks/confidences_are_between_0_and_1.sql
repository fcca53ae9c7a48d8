-- How sure an analysis is of what it heard is a number from 0 to 1.
-- Anything else is another field in its place.
-- severity: fail
select
    a.track_id,
    0 as position,
    array[a.tempo_confidence, a.key_confidence, a.mode_confidence, a.time_signature_confidence] as confidences
from spotify.audio_analysis as a
where
    least(a.tempo_confidence, a.key_confidence, a.mode_confidence, a.time_signature_confidence) < 0
    or greatest(a.tempo_confidence, a.key_confidence, a.mode_confidence, a.time_signature_confidence) > 1
union all
select
    s.track_id,
    s.position,
    array[
        s.confidence, s.tempo_confidence, s.key_confidence, s.mode_confidence, s.time_signature_confidence
    ] as confidences
from spotify.audio_analysis_sections as s
where
    least(s.confidence, s.tempo_confidence, s.key_confidence, s.mode_confidence, s.time_signature_confidence) < 0
    or greatest(s.confidence, s.tempo_confidence, s.key_confidence, s.mode_confidence, s.time_signature_confidence) > 1
