"""A track: full by its id, in playlists, saved tracks and plays; simplified inside an album.

Playlists hold more than tracks: episodes and local files have nearly the same shape and are told apart by type and
is_local. Development mode lost popularity and linked_from in February 2026.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

import polars as pl
from msgspec import UNSET, Struct, UnsetType

from tasks.resources.columns import Column, Frames, Int32, frame
from tasks.resources.objects.album import Album, ExternalIds, album_frames, code
from tasks.resources.objects.artist import Artist, credited, credits_of
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
        return self.linked_from.id if isinstance(self.linked_from, LinkedFrom) and self.linked_from.id else self.id

    @property
    def is_track(self) -> bool:
        """True for what belongs into the table of tracks."""
        return self.id is not None and self.type == "track" and not self.is_local


class Asked(Struct):
    """A track beside the id by which it goes."""

    track_id: str
    track: Track
    album_id: str | UnsetType | None


COLUMNS = {
    "track_id": Column(pl.String, attrgetter("track_id")),
    "name": Column(pl.String, attrgetter("track.name")),
    "album_id": Column(pl.String, attrgetter("album_id")),
    "disc_number": Column(pl.Int32, attrgetter("track.disc_number")),
    "track_number": Column(pl.Int32, attrgetter("track.track_number")),
    "duration_ms": Column(pl.Int32, attrgetter("track.duration_ms")),
    "is_explicit": Column(pl.Boolean, attrgetter("track.explicit")),
    "isrc": Column(pl.String, lambda asked: code(asked.track.external_ids, "isrc")),
    "popularity": Column(pl.Int32, attrgetter("track.popularity")),
    "relinked_id": Column(pl.String, lambda asked: asked.track.id if asked.track.id != asked.track_id else None),
    "artist_ids": Column(pl.List(pl.String), lambda asked: credited(asked.track.artists)),
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
    listed = wide.filter(pl.col("artist_ids").list.len() > 0).unique("track_id", keep="last", maintain_order=True)
    artists = (artist for one in distinct for artist in one.track.artists or ())
    albums, complete = album_frames((_album(one.track) for one in distinct), observed_at, artists)
    own: Frames = {
        "spotify.tracks": tracks_of(wide),
        "spotify.track_artists": credits_of(listed, "track_id"),
        "spotify.track_stats": popularity_of(wide, observed_at),
    }
    credits_read = {"spotify.track_artists": completely(observed_at, track_id=listed["track_id"].to_list())}
    return Rows(own | albums, complete | credits_read)


def tracks_of(wide: pl.DataFrame) -> pl.DataFrame:
    """Grain: one track as one answer gave it. ISRCs have been served in lower case."""
    return wide.drop("artist_ids").with_columns(pl.col("isrc").str.to_uppercase())


def popularity_of(wide: pl.DataFrame, observed_at: datetime) -> pl.DataFrame:
    """Grain: one track on one day, where the app is given its popularity."""
    return (
        wide.filter(pl.col("popularity").is_not_null())
        .select("track_id", "popularity")
        .with_columns(observed_on=pl.lit(observed_at.date()))
    )


def _asked(track: Track, albums: Mapping[str, str]) -> Asked:
    track_id = str(track.asked_id)
    return Asked(track_id, track, albums.get(track_id) or album_id_of(track))


def album_id_of(track: Track) -> Any:
    """Return the id of the track's album, UNSET where the answer has none because it stands in one."""
    return track.album.id if isinstance(track.album, Album) else track.album


def _album(track: Track) -> Album | None:
    return track.album if isinstance(track.album, Album) else None
