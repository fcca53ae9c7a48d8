"""Numbers about the sound of a track: shares from 0 to 1, the loudness in decibels, the tempo in beats a minute.

They do not change. The key counts semitones from C, -1 where none was heard; the mode is 1 for major and 0 for minor.
"""

from collections.abc import Sequence

import polars as pl
from msgspec import UNSET, Struct, UnsetType

from tasks.resources.columns import Column, Int32, frame


class AudioFeatures(Struct, kw_only=True):
    """https://developer.spotify.com/documentation/web-api/reference/get-audio-features"""

    danceability: float | UnsetType | None = UNSET
    energy: float | UnsetType | None = UNSET
    key: Int32 | UnsetType | None = UNSET
    loudness: float | UnsetType | None = UNSET
    mode: Int32 | UnsetType | None = UNSET
    speechiness: float | UnsetType | None = UNSET
    acousticness: float | UnsetType | None = UNSET
    instrumentalness: float | UnsetType | None = UNSET
    liveness: float | UnsetType | None = UNSET
    valence: float | UnsetType | None = UNSET
    tempo: float | UnsetType | None = UNSET
    time_signature: Int32 | UnsetType | None = UNSET
    duration_ms: Int32 | UnsetType | None = UNSET


class Heard(Struct):
    """The features beside the id by which the track goes, which relinking hides behind another."""

    track_id: str
    features: AudioFeatures


COLUMNS = {
    "track_id": Column(pl.String, lambda heard: heard.track_id),
    "danceability": Column(pl.Float64, lambda heard: heard.features.danceability),
    "energy": Column(pl.Float64, lambda heard: heard.features.energy),
    "key": Column(pl.Int32, lambda heard: heard.features.key),
    "loudness": Column(pl.Float64, lambda heard: heard.features.loudness),
    "mode": Column(pl.Int32, lambda heard: heard.features.mode),
    "speechiness": Column(pl.Float64, lambda heard: heard.features.speechiness),
    "acousticness": Column(pl.Float64, lambda heard: heard.features.acousticness),
    "instrumentalness": Column(pl.Float64, lambda heard: heard.features.instrumentalness),
    "liveness": Column(pl.Float64, lambda heard: heard.features.liveness),
    "valence": Column(pl.Float64, lambda heard: heard.features.valence),
    "tempo": Column(pl.Float64, lambda heard: heard.features.tempo),
    "time_signature": Column(pl.Int32, lambda heard: heard.features.time_signature),
    "duration_ms": Column(pl.Int32, lambda heard: heard.features.duration_ms),
}


def features_of(heard: Sequence[Heard]) -> pl.DataFrame:
    """Grain: one track."""
    return frame(heard, COLUMNS)
