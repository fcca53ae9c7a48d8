"""Audio analysis: a track cut into sections, bars, beats, tatums and segments, invented.

A real one is 0.6 MB: here only the sections cover the whole track, of everything smaller there are the first few.
"""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.invented import hexadecimal, number, share
from tasks.sandbox.objects.audio_features import sound

SECTION = 25.0  # seconds, about
RATE = 22_050
BARS = 8


def audio_analysis(ask: Ask, track_id: str) -> dict[str, Any]:
    """Return the analysis of a track."""
    seconds = float(ask.world.shelf.tracks[track_id].duration_ms) / 1000
    beat, meter = 60 / sound(track_id)["tempo"], sound(track_id)["time_signature"]
    return {
        "meta": _meta(track_id),
        "track": _track(track_id, seconds),
        "bars": _intervals(track_id, "bar", BARS, beat * meter),
        "beats": _intervals(track_id, "beat", BARS * meter, beat),
        "sections": _sections(track_id, seconds),
        "segments": [_segment(track_id, n) for n in range(BARS)],
        "tatums": _intervals(track_id, "tatum", BARS * meter * 2, beat / 2),
    }


def _meta(track_id: str) -> dict[str, Any]:
    return {
        "analyzer_version": "4.0.0",
        "platform": "Linux",
        "detailed_status": "OK",
        "status_code": 0,
        "timestamp": 1_456_010_389 + number("analysed at", track_id) % 100_000_000,
        "analysis_time": round(2 + 9 * share("analysis time", track_id), 4),
        "input_process": "libvorbisfile L+R 44100->22050",
    }


def _sure(*about: object) -> float:
    return round(share("confidence", *about), 3)


def _confident(facts: dict[str, Any], *about: object) -> dict[str, Any]:
    """Return facts about the sound, and how sure the analysis is of each."""
    sure = {f"{name}_confidence": _sure(name, *about) for name in ("tempo", "key", "mode", "time_signature")}
    return facts | sure


def _track(track_id: str, seconds: float) -> dict[str, Any]:
    texts = {name: hexadecimal(60, name, track_id) for name in ("codestring", "echoprintstring", "synchstring")}
    return (
        _confident(sound(track_id), track_id)
        | texts
        | {
            "num_samples": int(seconds * RATE),
            "duration": seconds,
            "sample_md5": "",
            "offset_seconds": 0,
            "window_seconds": 0,
            "analysis_sample_rate": RATE,
            "analysis_channels": 1,
            "end_of_fade_in": round(share("fade in", track_id), 5),
            "start_of_fade_out": round(seconds * 0.97, 5),
            "code_version": 3.15,
            "echoprint_version": 4.12,
            "synch_version": 1.0,
            "rhythmstring": hexadecimal(60, "rhythmstring", track_id),
            "rhythm_version": 1.0,
        }
    )


def _intervals(track_id: str, kind: str, count: int, length: float) -> list[dict[str, Any]]:
    start = share("offset", track_id) / 2
    return [
        {"start": round(start + n * length, 5), "duration": round(length, 5), "confidence": _sure(kind, track_id, n)}
        for n in range(count)
    ]


def _sections(track_id: str, seconds: float) -> list[dict[str, Any]]:
    """Return sections that follow each other without a gap; a track without a duration has none."""
    count = -int(-seconds // SECTION)
    return [_section(track_id, n, seconds / count) for n in range(count)]


def _section(track_id: str, n: int, length: float) -> dict[str, Any]:
    about = f"{track_id} {n}"
    interval = {"start": round(n * length, 5), "duration": round(length, 5), "confidence": _sure("section", about)}
    return interval | _confident(sound(about) | {"key": number("key", about) % 12}, about)


def _segment(track_id: str, n: int) -> dict[str, Any]:
    return {
        "start": round(n * 0.3, 5),
        "duration": 0.3,
        "confidence": _sure("segment", track_id, n),
        "loudness_start": -round(20 + 30 * share("start", track_id, n), 3),
        "loudness_max_time": round(0.3 * share("max time", track_id, n), 5),
        "loudness_max": -round(20 * share("max", track_id, n), 3),
        "loudness_end": -60.0,
        "pitches": [round(share("pitch", track_id, n, tone), 3) for tone in range(12)],
        "timbre": [round(100 * share("timbre", track_id, n, part) - 50, 3) for part in range(12)],
    }
