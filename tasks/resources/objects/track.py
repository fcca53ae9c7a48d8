"""A track: full by its id, in playlists, saved tracks and plays; simplified inside an album.

Playlists hold more than tracks: episodes and local files have nearly the same shape and are told apart by type and
is_local. Development mode lost popularity and linked_from in February 2026.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import Any

import polars as pl
from msgspec import UNSET, Struct, UnsetType

from tasks.resources.columns import Column, Frames, Int32, frame
from tasks.resources.objects.album import Album, ExternalIds, album_frames
from tasks.resources.objects.artist import Artist, credited_subjects, credits_of
from tasks.resources.reading import Rows, completely

# What track_rows fills, and so every resource whose answers hold tracks.
TRACK_TABLES = (
    "spotify.tracks",
    "spotify.track_artists",
    "spotify.track_stats",
    "spotify.albums",
    "spotify.album_artists",
    "spotify.artists",
)


class LinkedFrom(Struct):
    """The track that was asked for, where Spotify answers with the one that can be played in the market."""

    id: str | None = None


class Track(Struct, kw_only=True):
    """A track, an episode or a local file; the id of a local file is null."""

    id: str | None = None
    uri: str | None = None
    name: str | UnsetType | None = UNSET
    type: str | None = "track"
    is_local: bool | None = False
    album: Album | UnsetType | None = UNSET
    artists: list[Artist | None] | UnsetType | None = UNSET
    disc_number: Int32 | UnsetType | None = UNSET
    track_number: Int32 | UnsetType | None = UNSET
    duration_ms: Int32 | UnsetType | None = UNSET
    explicit: bool | UnsetType | None = UNSET
    external_ids: ExternalIds | UnsetType | None = UNSET
    popularity: Int32 | UnsetType | None = UNSET
    linked_from: LinkedFrom | UnsetType | None = UNSET

    @property
    def asked_id(self) -> str | None:
        """The id that a playlist or a request names, which relinking hides behind another."""
        linked = self.linked_from
        return (linked.id if linked else None) or self.id

    @property
    def is_track(self) -> bool:
        """True for what belongs into the table of tracks."""
        return self.id is not None and self.type == "track" and not self.is_local


class Asked(Struct):
    """A track beside the id by which it goes."""

    track_id: str
    track: Track
    album_id: str | UnsetType | None


def _isrc(asked: Asked) -> Any:
    codes = asked.track.external_ids
    return codes.isrc if isinstance(codes, ExternalIds) else codes


def _relinked_id(asked: Asked) -> str | None:
    own = asked.track.id
    return own if own != asked.track_id else None


COLUMNS = {
    "track_id": Column(pl.String, attrgetter("track_id")),
    "name": Column(pl.String, attrgetter("track.name")),
    "album_id": Column(pl.String, attrgetter("album_id")),
    "disc_number": Column(pl.Int32, attrgetter("track.disc_number")),
    "track_number": Column(pl.Int32, attrgetter("track.track_number")),
    "duration_ms": Column(pl.Int32, attrgetter("track.duration_ms")),
    "is_explicit": Column(pl.Boolean, attrgetter("track.explicit")),
    "isrc": Column(pl.String, _isrc),
    "popularity": Column(pl.Int32, attrgetter("track.popularity")),
    "relinked_id": Column(pl.String, _relinked_id),
}


def track_rows(tracks: Iterable[Track | None], observed_at: datetime, albums: Mapping[str, str] | None = None) -> Rows:
    """Return the rows of tracks, their credits, their albums and artists, and the popularity of the day.

    `albums` names the album of a track that stands in one and so does not say itself.
    """
    asked = [_asked(track, albums or {}) for track in tracks if track and track.is_track]
    return rows_of(asked, observed_at)


def rows_of(asked: Sequence[Asked], observed_at: datetime) -> Rows:
    """Return the same for tracks whose id by which they were asked for is known."""
    distinct = list({(one.track_id, one.track.external_ids is UNSET): one for one in asked}.values())
    wide = frame(distinct, COLUMNS)
    credited = {one.track_id: one.track.artists for one in distinct if one.track.artists}
    albums, complete = album_frames(map(_album, distinct), observed_at, chain(*credited.values()))
    track_credits = credits_of(credited, "track_id")
    subjects = credited_subjects(track_credits, "track_id")
    own: Frames = {
        "spotify.tracks": tracks_of(wide),
        "spotify.track_artists": track_credits,
        "spotify.track_stats": popularity_of(wide, observed_at),
    }
    complete["spotify.track_artists"] = completely(observed_at, track_id=subjects)
    return Rows(own | albums, complete)


def tracks_of(wide: pl.DataFrame) -> pl.DataFrame:
    """Grain: one track as one answer gave it. ISRCs have been served in lower case."""
    return wide.with_columns(pl.col("isrc").str.to_uppercase())


def popularity_of(wide: pl.DataFrame, observed_at: datetime) -> pl.DataFrame:
    """Grain: one track on one day, where the app is given its popularity."""
    return (
        wide.filter(pl.col("popularity").is_not_null())
        .select("track_id", "popularity")
        .with_columns(observed_on=pl.lit(observed_at.date()))
    )


def _asked(track: Track, albums: Mapping[str, str]) -> Asked:
    track_id = str(track.asked_id)
    return Asked(track_id, track, (albums and albums.get(track_id)) or album_id_of(track))


def album_id_of(track: Track) -> Any:
    """Return the id of the track's album, UNSET where the answer has none because it stands in one."""
    return track.album.id if isinstance(track.album, Album) else track.album


def _album(asked: Asked) -> Album | None:
    album = asked.track.album
    return album if isinstance(album, Album) else None
