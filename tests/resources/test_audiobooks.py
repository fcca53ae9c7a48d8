"""Audiobooks with all their chapters."""

from typing import Any

import pytest

from tasks.resources.app import App
from tasks.resources.audiobooks import AUDIOBOOKS, follow, requests, rows
from tasks.resources.need import Need
from tasks.resources.page import Page
from tasks.resources.reading import REJECTED, WATERMARKS

from .answers import MOMENT, READING, answered, spotify_id, values

A, B = spotify_id("a"), spotify_id("b")
SINGLY = App(unavailable=frozenset({AUDIOBOOKS.batch_path}))


def _need(*selected: str, **fields: Any) -> Need:
    return Need(selected={"audiobooks": selected}, moment=MOMENT, **fields)


def _chapter(name: str, **fields: Any) -> dict[str, Any]:
    return {"id": spotify_id(name), "name": name, "chapter_number": 0} | fields


def _book(book_id: str, *chapters: Any, total: int | None = None, **fields: Any) -> dict[str, Any]:
    listed = {"items": list(chapters), "total": len(chapters) if total is None else total}
    return {"id": book_id, "name": "Book", "chapters": listed} | fields


def _single(book: dict[str, Any], status: int = 200, **need: Any) -> Page:
    return answered(requests(_need(book["id"], app=SINGLY, **need))[0], book, status)


def _batch(*books: dict[str, Any]) -> Page:
    return answered(requests(_need(*(book["id"] for book in books)))[0], {"audiobooks": list(books)})


@pytest.mark.parametrize(
    ("book", "offsets"),
    [
        (_book(A, _chapter("x")), []),
        (_book(A, _chapter("x"), total=3), [1]),
        (_book(A, *[None] * 50, total=101), [50, 100]),
        ({"id": A, "total_chapters": 60}, [0, 50]),  # without its chapters
        ({"id": A}, []),
    ],
)
def test_chapters_beyond_the_first_page_are_asked_for(book: dict[str, Any], offsets: list[int]) -> None:
    """From the first that is missing, fifty a page, in the market of the audiobook itself."""
    asked = list(follow(_single(book, market="US"), SINGLY))
    assert [(f"audiobooks/{A}/chapters", A, offset) for offset in offsets] == [
        (one.path, one.subject, one.offset) for one in asked
    ]
    assert all(("market", "US") in one.params for one in asked)


def test_each_audiobook_of_a_batch_is_followed() -> None:
    """Those that are whole ask for nothing; the page of further chapters ends there."""
    asked = list(follow(_batch(_book(A, _chapter("x"), total=2), _book(B, _chapter("y"))), App()))
    assert [A] == [one.subject for one in asked]
    assert [] == list(follow(answered(asked[0], {"items": [], "total": 99}), App()))


def test_further_chapters_join_their_audiobook() -> None:
    """All its chapters, and a watermark because it is whole: what is stored beside them is gone."""
    first = _single(_book(A, _chapter("x"), total=2))
    more = answered(next(iter(follow(first, SINGLY))), {"items": [_chapter("y")], "total": 2})
    found = rows([first, more], READING)
    assert [(spotify_id("x"), A), (spotify_id("y"), A)] == values(
        found.frames["spotify.chapters"], "chapter_id", "audiobook_id"
    )
    assert [(A, MOMENT.isoformat())] == values(found.frames[WATERMARKS], "scope", "value")
    assert [A] == values(found.complete["spotify.chapters"], "audiobook_id")


def test_an_audiobook_that_is_not_whole_has_no_watermark() -> None:
    """Its rows are kept, nothing is gone, and the next run asks again; another of the same batch is done with."""
    first = _batch(_book(A, _chapter("x"), total=2), _book(B, _chapter("y")))
    found = rows([first, Page(next(iter(follow(first, App()))), 500, b"", MOMENT)], READING)
    assert [B] == values(found.frames[WATERMARKS], "scope")
    assert [B] == values(found.complete["spotify.chapters"], "audiobook_id")
    assert [A, B] == values(found.frames["spotify.audiobooks"], "audiobook_id")


@pytest.mark.parametrize("hidden", [None, _chapter("y", duration_ms="long")])
def test_a_chapter_that_is_hidden_or_bad_lets_none_be_gone(hidden: Any) -> None:
    """The audiobook has been read, but the hidden chapter may be the one that is stored."""
    found = rows([_single(_book(A, _chapter("x"), hidden))], READING)
    assert [A] == values(found.frames[WATERMARKS], "scope")
    assert [] == values(found.complete["spotify.chapters"], "audiobook_id")
    assert (hidden is not None) == (REJECTED in found.frames)


def test_an_audiobook_of_another_country_is_remembered() -> None:
    """404: nothing to store, and not asked for again for a while."""
    found = rows([_single({"id": A}, 404)], READING)
    assert [(A, f"gone 1 {MOMENT.isoformat()}")] == values(found.frames[WATERMARKS], "scope", "value")


def test_people_are_names_in_their_order() -> None:
    """Spotify has no ids for authors and narrators."""
    book = _book(A, authors=[{"name": "B"}, {"name": "A"}], narrators=[None, {"name": ""}])
    found = rows([_single(book)], READING).frames["spotify.audiobooks"]
    assert [(["B", "A"], [], False)] == values(found, "authors", "narrators", "has_publisher")
