"""An audiobook: by its id and among the saved ones with its first chapters, inside a chapter without them.

Development mode lost the publisher in February 2026. Most audiobooks exist in six countries only.
"""

from collections.abc import Iterable

import polars as pl
from msgspec import UNSET, Struct, UnsetType

from tasks.resources.columns import Column, Frames, Int32, frame
from tasks.resources.objects.image import Image, widest
from tasks.resources.objects.texts import Person, names, words


class Audiobook(Struct, kw_only=True):
    """https://developer.spotify.com/documentation/web-api/reference/get-an-audiobook without its chapters."""

    id: str | None = None
    name: str | UnsetType | None = UNSET
    description: str | UnsetType | None = UNSET
    publisher: str | UnsetType | None = UNSET
    edition: str | UnsetType | None = UNSET
    authors: list[Person | None] | UnsetType | None = UNSET
    narrators: list[Person | None] | UnsetType | None = UNSET
    languages: list[str | None] | UnsetType | None = UNSET
    media_type: str | UnsetType | None = UNSET
    explicit: bool | UnsetType | None = UNSET
    total_chapters: Int32 | UnsetType | None = UNSET
    images: list[Image | None] | UnsetType | None = UNSET


COLUMNS = {
    "audiobook_id": Column(pl.String, lambda book: book.id),
    "name": Column(pl.String, lambda book: book.name),
    "description": Column(pl.String, lambda book: book.description),
    "publisher": Column(pl.String, lambda book: book.publisher),
    "edition": Column(pl.String, lambda book: book.edition),
    "authors": Column(pl.List(pl.String), lambda book: names(book.authors)),
    "narrators": Column(pl.List(pl.String), lambda book: names(book.narrators)),
    "languages": Column(pl.List(pl.String), lambda book: words(book.languages)),
    "media_type": Column(pl.String, lambda book: book.media_type),
    "is_explicit": Column(pl.Boolean, lambda book: book.explicit),
    "total_chapters": Column(pl.Int32, lambda book: book.total_chapters),
    "image_url": Column(pl.String, lambda book: widest(book.images)),
}


def audiobook_frames(audiobooks: Iterable[Audiobook | None]) -> Frames:
    """Return the row of every audiobook that has an id."""
    return {"spotify.audiobooks": frame([book for book in audiobooks if book and book.id], COLUMNS)}
