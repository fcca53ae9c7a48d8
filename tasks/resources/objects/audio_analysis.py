"""The structure of a track: its sections as they are; of its bars, beats, tatums and segments only how many.

An answer holds some 0.6 MB, nearly all of it segments. What a struct does not name is passed over without being built.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl
from msgspec import UNSET, Struct, UnsetType

from tasks.resources.columns import Column, Frames, Int32, frame


class Counted(Struct):
    """A bar, a beat, a tatum or a segment: only that it is there."""


class Section(Struct, kw_only=True):
    """A part of the track within which rhythm and timbre are much the same, such as a verse; times in seconds."""

    start: float | None = None
    duration: float | None = None
    confidence: float | None = None
    loudness: float | None = None
    tempo: float | None = None
    tempo_confidence: float | None = None
    key: Int32 | None = None
    key_confidence: float | None = None
    mode: Int32 | None = None
    mode_confidence: float | None = None
    time_signature: Int32 | None = None
    time_signature_confidence: float | None = None


class Whole(Struct, kw_only=True):
    """The track as a whole; times in seconds."""

    duration: float | UnsetType | None = UNSET
    end_of_fade_in: float | UnsetType | None = UNSET
    start_of_fade_out: float | UnsetType | None = UNSET
    loudness: float | UnsetType | None = UNSET
    tempo: float | UnsetType | None = UNSET
    tempo_confidence: float | UnsetType | None = UNSET
    key: Int32 | UnsetType | None = UNSET
    key_confidence: float | UnsetType | None = UNSET
    mode: Int32 | UnsetType | None = UNSET
    mode_confidence: float | UnsetType | None = UNSET
    time_signature: Int32 | UnsetType | None = UNSET
    time_signature_confidence: float | UnsetType | None = UNSET


class AudioAnalysis(Struct, kw_only=True):
    """https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis"""

    track: Whole | None = None
    sections: list[Section | None] | UnsetType | None = UNSET
    bars: list[Counted | None] | UnsetType | None = UNSET
    beats: list[Counted | None] | UnsetType | None = UNSET
    tatums: list[Counted | None] | UnsetType | None = UNSET
    segments: list[Counted | None] | UnsetType | None = UNSET


class Analysed(Struct):
    """An analysis and the track that it was asked for by; the answer does not name it."""

    track_id: str
    analysis: AudioAnalysis

    @property
    def whole(self) -> Whole:
        """What it says of the track as a whole."""
        return self.analysis.track or Whole()


class Placed(Struct):
    """A section of a track and its position, from 1."""

    track_id: str
    position: int
    section: Section


def _count(parts: Any) -> Any:
    return len(parts) if isinstance(parts, Sequence) else parts


COLUMNS = {
    "track_id": Column(pl.String, lambda one: one.track_id),
    "duration_seconds": Column(pl.Float64, lambda one: one.whole.duration),
    "end_of_fade_in_seconds": Column(pl.Float64, lambda one: one.whole.end_of_fade_in),
    "start_of_fade_out_seconds": Column(pl.Float64, lambda one: one.whole.start_of_fade_out),
    "loudness": Column(pl.Float64, lambda one: one.whole.loudness),
    "tempo": Column(pl.Float64, lambda one: one.whole.tempo),
    "tempo_confidence": Column(pl.Float64, lambda one: one.whole.tempo_confidence),
    "key": Column(pl.Int32, lambda one: one.whole.key),
    "key_confidence": Column(pl.Float64, lambda one: one.whole.key_confidence),
    "mode": Column(pl.Int32, lambda one: one.whole.mode),
    "mode_confidence": Column(pl.Float64, lambda one: one.whole.mode_confidence),
    "time_signature": Column(pl.Int32, lambda one: one.whole.time_signature),
    "time_signature_confidence": Column(pl.Float64, lambda one: one.whole.time_signature_confidence),
    "section_count": Column(pl.Int32, lambda one: _count(one.analysis.sections)),
    "bar_count": Column(pl.Int32, lambda one: _count(one.analysis.bars)),
    "beat_count": Column(pl.Int32, lambda one: _count(one.analysis.beats)),
    "tatum_count": Column(pl.Int32, lambda one: _count(one.analysis.tatums)),
    "segment_count": Column(pl.Int32, lambda one: _count(one.analysis.segments)),
}

SECTION_COLUMNS = {
    "track_id": Column(pl.String, lambda placed: placed.track_id),
    "position": Column(pl.Int32, lambda placed: placed.position),
    "start_seconds": Column(pl.Float64, lambda placed: placed.section.start),
    "duration_seconds": Column(pl.Float64, lambda placed: placed.section.duration),
    "confidence": Column(pl.Float64, lambda placed: placed.section.confidence),
    "loudness": Column(pl.Float64, lambda placed: placed.section.loudness),
    "tempo": Column(pl.Float64, lambda placed: placed.section.tempo),
    "tempo_confidence": Column(pl.Float64, lambda placed: placed.section.tempo_confidence),
    "key": Column(pl.Int32, lambda placed: placed.section.key),
    "key_confidence": Column(pl.Float64, lambda placed: placed.section.key_confidence),
    "mode": Column(pl.Int32, lambda placed: placed.section.mode),
    "mode_confidence": Column(pl.Float64, lambda placed: placed.section.mode_confidence),
    "time_signature": Column(pl.Int32, lambda placed: placed.section.time_signature),
    "time_signature_confidence": Column(pl.Float64, lambda placed: placed.section.time_signature_confidence),
}


def analysis_frames(analysed: Sequence[Analysed]) -> Frames:
    """Return the rows of analyses (grain: one track) and of their sections (grain: one section of a track)."""
    return {
        "spotify.audio_analysis": frame(analysed, COLUMNS),
        "spotify.audio_analysis_sections": frame(list(_sections(analysed)), SECTION_COLUMNS),
    }


def _sections(analysed: Sequence[Analysed]) -> Iterable[Placed]:
    for one in analysed:
        for position, section in enumerate(filter(None, one.analysis.sections or ()), 1):
            yield Placed(one.track_id, position, section)
