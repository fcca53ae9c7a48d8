"""A show, that is a podcast: the same by its id, in a batch, inside an episode and among the saved ones.

Only by its own id it brings its newest episodes. Development mode lost the publisher in February 2026. A saved episode
that is gone has been recorded with a show in which every field is null.
"""

from collections.abc import Iterable

import polars as pl
from msgspec import UNSET, Struct, UnsetType

from tasks.resources.columns import Column, Frames, Int32, frame
from tasks.resources.objects.image import Image, widest
from tasks.resources.objects.texts import words


class Show(Struct, kw_only=True):
    """https://developer.spotify.com/documentation/web-api/reference/get-a-show without its episodes."""

    id: str | None = None
    name: str | UnsetType | None = UNSET
    description: str | UnsetType | None = UNSET
    publisher: str | UnsetType | None = UNSET
    languages: list[str | None] | UnsetType | None = UNSET
    media_type: str | UnsetType | None = UNSET
    explicit: bool | UnsetType | None = UNSET
    is_externally_hosted: bool | UnsetType | None = UNSET
    total_episodes: Int32 | UnsetType | None = UNSET
    images: list[Image | None] | UnsetType | None = UNSET


COLUMNS = {
    "show_id": Column(pl.String, lambda show: show.id),
    "name": Column(pl.String, lambda show: show.name),
    "description": Column(pl.String, lambda show: show.description),
    "publisher": Column(pl.String, lambda show: show.publisher),
    "languages": Column(pl.List(pl.String), lambda show: words(show.languages)),
    "media_type": Column(pl.String, lambda show: show.media_type),
    "is_explicit": Column(pl.Boolean, lambda show: show.explicit),
    "is_externally_hosted": Column(pl.Boolean, lambda show: show.is_externally_hosted),
    "total_episodes": Column(pl.Int32, lambda show: show.total_episodes),
    "image_url": Column(pl.String, lambda show: widest(show.images)),
}


def show_frames(shows: Iterable[Show | None]) -> Frames:
    """Return the row of every show that has an id."""
    return {"spotify.shows": frame([show for show in shows if show and show.id], COLUMNS)}
