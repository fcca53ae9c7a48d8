"""Chapters by id."""

from collections.abc import Mapping
from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.audiobooks import Chapter, books, chapters
from tasks.sandbox.availability import market_of
from tasks.sandbox.ids import known, several
from tasks.sandbox.objects.chapters import chapter
from tasks.sandbox.routing import Route


def _shelf(ask: Ask) -> Mapping[str, Chapter]:
    """Return the chapters of the books that the market has."""
    catalogue, market = ask.world.catalogue, market_of(ask)
    here = {key for key, book in books(catalogue).items() if market in book.markets}
    return {key: found for key, found in chapters(catalogue).items() if found.book_id in here}


def _json(ask: Ask, chapter_id: str) -> Any:
    return ask.mode.trim(chapter(ask, chapters(ask.world.catalogue)[chapter_id]))


def one(ask: Ask) -> Any:
    """GET chapters/{id}."""
    return _json(ask, known(ask, _shelf(ask)))


def many(ask: Ask) -> Any:
    """GET chapters?ids=, at most 50."""
    return {"chapters": several(ask, 50, _shelf(ask), _json)}


ROUTES = [Route("chapters/{id}", one), Route("chapters", many, is_removed=True)]
