"""An episode of a show: with its show by its id and among the saved ones, without it in a list of the show's.

Such a list holds null for an episode that was withdrawn.
"""

from collections.abc import Iterable
from typing import Any

import polars as pl
from msgspec import UNSET, Struct, UnsetType

from tasks.resources.columns import Column, Frames, Int32, frame, joined
from tasks.resources.objects.image import Image, widest
from tasks.resources.objects.release import dated
from tasks.resources.objects.show import Show, show_frames
from tasks.resources.objects.texts import words

# What episode_frames fills, and so every resource whose answers hold episodes.
EPISODE_TABLES = ("spotify.episodes", "spotify.shows")


class Episode(Struct, kw_only=True):
    """https://developer.spotify.com/documentation/web-api/reference/get-an-episode; a withdrawn one has a null id."""

    id: str | None = None
    name: str | UnsetType | None = UNSET
    description: str | UnsetType | None = UNSET
    release_date: str | UnsetType | None = UNSET
    release_date_precision: str | UnsetType | None = UNSET
    duration_ms: Int32 | UnsetType | None = UNSET
    explicit: bool | UnsetType | None = UNSET
    is_externally_hosted: bool | UnsetType | None = UNSET
    languages: list[str | None] | UnsetType | None = UNSET
    images: list[Image | None] | UnsetType | None = UNSET
    show: Show | UnsetType | None = UNSET


class Told(Struct):
    """An episode and the show that it is of, where the answer says so."""

    episode: Episode
    show_id: str | UnsetType | None


COLUMNS = {
    "episode_id": Column(pl.String, lambda told: told.episode.id),
    "show_id": Column(pl.String, lambda told: told.show_id),
    "name": Column(pl.String, lambda told: told.episode.name),
    "description": Column(pl.String, lambda told: told.episode.description),
    "release_date_text": Column(pl.String, lambda told: told.episode.release_date),
    "release_date_precision": Column(pl.String, lambda told: told.episode.release_date_precision),
    "duration_ms": Column(pl.Int32, lambda told: told.episode.duration_ms),
    "is_explicit": Column(pl.Boolean, lambda told: told.episode.explicit),
    "is_externally_hosted": Column(pl.Boolean, lambda told: told.episode.is_externally_hosted),
    "languages": Column(pl.List(pl.String), lambda told: words(told.episode.languages)),
    "image_url": Column(pl.String, lambda told: widest(told.episode.images)),
}


def episode_frames(episodes: Iterable[Episode | None]) -> Frames:
    """Return the rows of episodes and of the shows inside them."""
    known = [episode for episode in episodes if episode and episode.id]
    own = {"spotify.episodes": episodes_of([Told(episode, _show_id(episode)) for episode in known])}
    return joined([own, show_frames(episode.show or None for episode in known)])


def listed_frames(listed: Iterable[tuple[str, Episode | None]]) -> Frames:
    """Return the rows of episodes from the lists of shows, each with the id of its show."""
    told = [Told(episode, show_id) for show_id, episode in listed if episode and episode.id]
    return {"spotify.episodes": episodes_of(told)}


def episodes_of(told: list[Told]) -> pl.DataFrame:
    """Grain: one episode as one answer gave it."""
    return dated(frame(told, COLUMNS))


def _show_id(episode: Episode) -> Any:
    return episode.show.id if isinstance(episode.show, Show) else UNSET
