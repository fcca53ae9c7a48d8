"""Audiobooks and their chapters, most of them in six markets only."""

import pytest

from tasks.sandbox.audiobooks import FIRST, books, chapters_of
from tasks.sandbox.availability import AUDIOBOOK_MARKETS
from tasks.sandbox.catalogue import load

from .client import AUDIOBOOK, Client, refusal

CHAPTER = chapters_of(load(), FIRST)[1].id
ALL = ",".join(books(load()))


@pytest.mark.parametrize("path", [f"audiobooks/{FIRST}", f"audiobooks/{FIRST}/chapters", f"chapters/{CHAPTER}"])
def test_markets(either: Client, path: str) -> None:
    """In six markets there is what is not found anywhere else, not even for a user there."""
    app = Client(either.sandbox, is_user=False)
    assert [app.get(f"{path}?market={market}").status_code for market in AUDIOBOOK_MARKETS] == [200] * 6
    assert refusal(app.get(f"{path}?market=DE")) == (404, "Resource not found")
    assert refusal(app.get(path)) == (404, "Resource not found")
    assert refusal(either.get(path)) == (404, "Resource not found")


def test_batches(extended: Client) -> None:
    """A batch has null for what the market lacks."""
    here = extended.json(f"audiobooks?ids={ALL}")["audiobooks"]
    there = extended.json(f"audiobooks?ids={ALL}&market=US")["audiobooks"]
    assert [book and book["id"] for book in here] == [AUDIOBOOK] + [None] * (len(there) - 1)
    assert ",".join(book["id"] for book in there) == ALL
    assert extended.json(f"chapters?ids={CHAPTER}") == {"chapters": [None]}
    assert extended.json(f"chapters?ids={CHAPTER}&market=GB")["chapters"][0]["audiobook"]["id"] == FIRST


def test_chapters(extended: Client) -> None:
    """The chapters of a book are numbered from 0, as many as it says, over more than one page."""
    book = extended.json(f"audiobooks/{AUDIOBOOK}")
    chapters = extended.items(f"audiobooks/{AUDIOBOOK}/chapters?limit=50")
    assert book["total_chapters"] == book["chapters"]["total"] == len(chapters) > 50
    assert [chapter["chapter_number"] for chapter in chapters] == list(range(len(chapters)))
    assert book["chapters"]["items"] == chapters[:50]


def test_kinds(extended: Client) -> None:
    """A book calls itself a show in its uri, a chapter an episode, as recorded."""
    book, chapter = extended.json(f"audiobooks/{AUDIOBOOK}"), extended.json(f"chapters/{CHAPTER}?market=US")
    assert (book["type"], book["uri"]) == ("audiobook", f"spotify:show:{AUDIOBOOK}")
    assert (chapter["type"], chapter["uri"]) == ("chapter", f"spotify:episode:{CHAPTER}")


def test_removed_fields(development: Client) -> None:
    """Development mode has no publisher and no markets of a book, wherever it stands."""
    alone = development.json(f"audiobooks/{AUDIOBOOK}")
    chapter = development.json(f"chapters/{CHAPTER}?market=US")
    assert set() == {"publisher", "available_markets"} & (alone.keys() | chapter.keys() | chapter["audiobook"].keys())
