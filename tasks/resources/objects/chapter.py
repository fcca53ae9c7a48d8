"""A chapter of an audiobook: with its audiobook by its id, without it in the audiobook's list.

In lists the languages have been recorded as one empty text, by id as they are.
"""

from collections.abc import Iterable
from typing import Any

import polars as pl
from msgspec import UNSET, Struct, UnsetType

from tasks.resources.columns import Column, Frames, Int32, frame, joined
from tasks.resources.objects.audiobook import Audiobook, audiobook_frames
from tasks.resources.objects.image import Image, widest
from tasks.resources.objects.release import dated
from tasks.resources.objects.texts import words

# What chapter_frames fills.
CHAPTER_TABLES = ("spotify.chapters", "spotify.audiobooks")


class Chapter(Struct, kw_only=True):
    """https://developer.spotify.com/documentation/web-api/reference/get-a-chapter"""

    id: str | None = None
    chapter_number: Int32 | UnsetType | None = UNSET
    name: str | UnsetType | None = UNSET
    description: str | UnsetType | None = UNSET
    release_date: str | UnsetType | None = UNSET
    release_date_precision: str | UnsetType | None = UNSET
    duration_ms: Int32 | UnsetType | None = UNSET
    explicit: bool | UnsetType | None = UNSET
    languages: list[str | None] | UnsetType | None = UNSET
    images: list[Image | None] | UnsetType | None = UNSET
    audiobook: Audiobook | UnsetType | None = UNSET


class Told(Struct):
    """A chapter and the audiobook that it is of, where the answer says so."""

    chapter: Chapter
    audiobook_id: str | UnsetType | None


def _languages(chapter: Chapter) -> Any:
    # A list of nothing but empty texts says nothing, and must not erase what the chapter's own answer said.
    return words(chapter.languages) or (UNSET if chapter.languages else chapter.languages)


COLUMNS = {
    "chapter_id": Column(pl.String, lambda told: told.chapter.id),
    "audiobook_id": Column(pl.String, lambda told: told.audiobook_id),
    "chapter_number": Column(pl.Int32, lambda told: told.chapter.chapter_number),
    "name": Column(pl.String, lambda told: told.chapter.name),
    "description": Column(pl.String, lambda told: told.chapter.description),
    "release_date_text": Column(pl.String, lambda told: told.chapter.release_date),
    "release_date_precision": Column(pl.String, lambda told: told.chapter.release_date_precision),
    "duration_ms": Column(pl.Int32, lambda told: told.chapter.duration_ms),
    "is_explicit": Column(pl.Boolean, lambda told: told.chapter.explicit),
    "languages": Column(pl.List(pl.String), lambda told: _languages(told.chapter)),
    "image_url": Column(pl.String, lambda told: widest(told.chapter.images)),
}


def chapter_frames(chapters: Iterable[Chapter | None]) -> Frames:
    """Return the rows of chapters and of the audiobooks inside them."""
    known = [chapter for chapter in chapters if chapter and chapter.id]
    own = {"spotify.chapters": chapters_of([Told(chapter, _audiobook_id(chapter)) for chapter in known])}
    return joined([own, audiobook_frames(chapter.audiobook or None for chapter in known)])


def listed_frames(listed: Iterable[tuple[str, Chapter | None]]) -> Frames:
    """Return the rows of chapters from the lists of audiobooks, each with the id of its audiobook."""
    told = [Told(chapter, audiobook_id) for audiobook_id, chapter in listed if chapter and chapter.id]
    return {"spotify.chapters": chapters_of(told)}


def chapters_of(told: list[Told]) -> pl.DataFrame:
    """Grain: one chapter as one answer gave it."""
    return dated(frame(told, COLUMNS))


def _audiobook_id(chapter: Chapter) -> Any:
    return chapter.audiobook.id if isinstance(chapter.audiobook, Audiobook) else UNSET
