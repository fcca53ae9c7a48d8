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
from tasks.resources.objects.artist import Artist, artist_frames, credited, credits_of
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


def code(external_ids: Any, name: str) -> Any:
    """Return one code, UNSET where the answer had none of them at all."""
    return getattr(external_ids, name) if isinstance(external_ids, ExternalIds) else external_ids


COLUMNS = {
    "album_id": Column(pl.String, attrgetter("id")),
    "name": Column(pl.String, attrgetter("name")),
    "album_type": Column(pl.String, attrgetter("album_type")),
    "release_date_text": Column(pl.String, attrgetter("release_date")),
    "release_date_precision": Column(pl.String, attrgetter("release_date_precision")),
    "total_tracks": Column(pl.Int32, attrgetter("total_tracks")),
    "label": Column(pl.String, attrgetter("label")),
    "upc": Column(pl.String, lambda album: code(album.external_ids, "upc")),
    "popularity": Column(pl.Int32, attrgetter("popularity")),
    "image_url": Column(pl.String, lambda album: widest(album.images)),
    "artist_ids": Column(pl.List(pl.String), lambda album: credited(album.artists)),
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
    wide = frame(list(distinct.values()), COLUMNS)
    listed = wide.filter(pl.col("artist_ids").list.len() > 0).unique("album_id", keep="last", maintain_order=True)
    credited_artists = (artist for album in distinct.values() for artist in album.artists or ())
    frames = {"spotify.albums": albums_of(wide), "spotify.album_artists": credits_of(listed, "album_id")}
    frames |= artist_frames(chain(credited_artists, artists))
    return frames, {"spotify.album_artists": completely(observed_at, album_id=listed["album_id"].to_list())}


def albums_of(wide: pl.DataFrame) -> pl.DataFrame:
    """Grain: one album as one answer gave it."""
    return dated(wide.drop("artist_ids"))
