"""Audiobooks by id, and their chapters."""

from collections.abc import Mapping
from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.audiobooks import Audiobook, books, chapters_of
from tasks.sandbox.availability import market_of
from tasks.sandbox.ids import known, several
from tasks.sandbox.objects.audiobooks import simple_audiobook
from tasks.sandbox.objects.chapters import simple_chapter
from tasks.sandbox.paging import Collection, page, page_at
from tasks.sandbox.routing import Route

EMBEDDED = 50  # chapters that a book's own answer holds


def _shelf(ask: Ask) -> Mapping[str, Audiobook]:
    """Return the books that the market has: in most, one."""
    market = market_of(ask)
    return {key: book for key, book in books(ask.world.catalogue).items() if market in book.markets}


def _chapters(ask: Ask, book_id: str) -> Collection:
    listed = chapters_of(ask.world.catalogue, book_id)
    path = f"/v1/audiobooks/{book_id}/chapters"
    return Collection(path, listed, lambda chapter: ask.mode.trim(simple_chapter(ask, chapter)))


def full(ask: Ask, book_id: str) -> dict[str, Any]:
    """Return a book with its first chapters."""
    book = ask.mode.trim(simple_audiobook(ask, books(ask.world.catalogue)[book_id]))
    return {**book, "chapters": page_at(ask, _chapters(ask, book_id), 0, EMBEDDED)}


def one(ask: Ask) -> Any:
    """GET audiobooks/{id}: with its first chapters."""
    return full(ask, known(ask, _shelf(ask)))


def many(ask: Ask) -> Any:
    """GET audiobooks?ids=, at most 50."""
    return {"audiobooks": several(ask, 50, _shelf(ask), full)}


def chapters(ask: Ask) -> Any:
    """GET audiobooks/{id}/chapters: in their order."""
    return page(ask, _chapters(ask, known(ask, _shelf(ask))))


ROUTES = [
    Route("audiobooks/{id}", one),
    Route("audiobooks", many, is_removed=True),
    Route("audiobooks/{id}/chapters", chapters),
]
