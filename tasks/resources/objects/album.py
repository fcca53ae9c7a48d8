"""An album: simplified inside tracks and discographies, full by its id.

Development mode lost label and popularity in February 2026. A release date has the precision of a day, a month or a
year, can be null, and has been seen as "0000".
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import Any

import polars as pl
from msgspec import UNSET, Struct, UnsetType

from tasks.resources.columns import Column, Frames, Int32, frame
from tasks.resources.objects.artist import Artist, artist_frames, credited_subjects, credits_of
from tasks.resources.objects.image import Image, widest
from tasks.resources.objects.release import dated
from tasks.resources.reading import completely


class ExternalIds(Struct):
    """Codes of the industry for a recording (ISRC) or a product (UPC, EAN)."""

    isrc: str | None = None
    upc: str | None = None
    ean: str | None = None


class Album(Struct, kw_only=True):
    """The id is null for the album of a local file."""

    id: str | None = None
    name: str | UnsetType | None = UNSET
    album_type: str | UnsetType | None = UNSET
    release_date: str | UnsetType | None = UNSET
    release_date_precision: str | UnsetType | None = UNSET
    total_tracks: Int32 | UnsetType | None = UNSET
    label: str | UnsetType | None = UNSET
    external_ids: ExternalIds | UnsetType | None = UNSET
    popularity: Int32 | UnsetType | None = UNSET
    images: list[Image | None] | UnsetType | None = UNSET
    artists: list[Artist | None] | UnsetType | None = UNSET


def _upc(album: Album) -> Any:
    codes = album.external_ids
    return codes.upc if isinstance(codes, ExternalIds) else codes


def _image(album: Album) -> Any:
    return widest(album.images)


COLUMNS = {
    "album_id": Column(pl.String, attrgetter("id")),
    "name": Column(pl.String, attrgetter("name")),
    "album_type": Column(pl.String, attrgetter("album_type")),
    "release_date_text": Column(pl.String, attrgetter("release_date")),
    "release_date_precision": Column(pl.String, attrgetter("release_date_precision")),
    "total_tracks": Column(pl.Int32, attrgetter("total_tracks")),
    "label": Column(pl.String, attrgetter("label")),
    "upc": Column(pl.String, _upc),
    "popularity": Column(pl.Int32, attrgetter("popularity")),
    "image_url": Column(pl.String, _image),
}


def album_frames(
    albums: Iterable[Album | None], observed_at: datetime, artists: Iterable[Artist | None] = ()
) -> tuple[Frames, Frames]:
    """Return the rows of albums, of their credits and of the artists in those, and which albums' credits are whole.

    `artists` are others that came beside the albums, mostly the same ones.
    """
    distinct = {
        (album.id, album.label is UNSET, album.external_ids is UNSET): album for album in albums if album and album.id
    }
    credited = {str(album.id): album.artists for album in distinct.values() if album.artists}
    frames = {
        "spotify.albums": dated(frame(list(distinct.values()), COLUMNS)),
        "spotify.album_artists": credits_of(credited, "album_id"),
    }
    frames |= artist_frames(chain(*credited.values(), artists))
    subjects = credited_subjects(frames["spotify.album_artists"], "album_id")
    return frames, {"spotify.album_artists": completely(observed_at, album_id=subjects)}
