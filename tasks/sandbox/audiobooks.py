"""Audiobooks, invented to the last word; each has all its chapters from the first day on.

Ids depend on nothing, so that they are the same in every catalogue.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tasks.sandbox.availability import AUDIOBOOK_MARKETS, COUNTRIES
from tasks.sandbox.catalogue import Catalogue
from tasks.sandbox.invented import number, spotify_id

BOOKS = 8
TITLES = ("The Salt Road", "Mono Lake", "A Winter of Copper", "Northlight", "The Third Floor", "Paper Boats")
AUTHORS = ("A. Made Up", "B. Invented", "C. N. Jecture", "Nobody Inparticular")
NARRATORS = ("Reed Aloud", "Ann Unciate", "Paige Turner", "A Full Cast")

WORLDWIDE = spotify_id("audiobook", 0)  # the one that every market has, as one was recorded
FIRST = spotify_id("audiobook", 1)  # in the six markets only, as all others


@dataclass(frozen=True)
class Audiobook:
    """A book with `total` chapters."""

    id: str
    name: str
    authors: tuple[str, ...]
    narrators: tuple[str, ...]
    edition: str
    released: date
    total: int
    markets: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """Chapter `number` of a book; Spotify counts from 0, the opening credits."""

    id: str
    book_id: str
    number: int
    name: str
    duration_ms: int


@lru_cache(maxsize=4)
def books(catalogue: Catalogue) -> dict[str, Audiobook]:
    """Return every book by its id."""
    return {book.id: book for book in (_book(catalogue, n) for n in range(BOOKS))}


def _book(catalogue: Catalogue, n: int) -> Audiobook:
    key = spotify_id("audiobook", n)
    return Audiobook(
        id=key,
        name=TITLES[n % len(TITLES)] + (f", Volume {n // len(TITLES) + 1}" if n >= len(TITLES) else ""),
        authors=AUTHORS[n % 4 : n % 4 + 1 + (n == 2)],
        narrators=NARRATORS[: 1 + n % 3],
        edition="Unabridged" if n % 4 else "Abridged",
        released=catalogue.first_day - timedelta(days=30 + number("released", key) % 3000),
        total=12 + number("chapters", key) % 60,  # some have more than one page
        markets=COUNTRIES if key == WORLDWIDE else AUDIOBOOK_MARKETS,
    )


@lru_cache(maxsize=64)
def chapters_of(catalogue: Catalogue, book_id: str) -> tuple[Chapter, ...]:
    """Return the chapters of a book in their order."""
    return tuple(_chapter(book_id, n) for n in range(books(catalogue)[book_id].total))


def _chapter(book_id: str, n: int) -> Chapter:
    duration_ms = 23_000 if n == 0 else 300_000 + number("duration", book_id, n) % 2_400_000
    return Chapter(
        spotify_id("chapter", book_id, n), book_id, n, "Opening Credits" if n == 0 else f"Chapter {n}", duration_ms
    )


@lru_cache(maxsize=4)
def chapters(catalogue: Catalogue) -> dict[str, Chapter]:
    """Return every chapter by its id."""
    return {chapter.id: chapter for book_id in books(catalogue) for chapter in chapters_of(catalogue, book_id)}
