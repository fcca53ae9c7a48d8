"""Chapters by id."""

from typing import Any

import polars as pl

from tasks.resources.chapters import requests, rows
from tasks.resources.need import Need
from tasks.resources.objects.chapter import Chapter, listed_frames
from tasks.resources.page import Page
from tasks.resources.reading import WATERMARKS

from .answers import MOMENT, READING, answered, spotify_id, values

A, B = spotify_id("a"), spotify_id("b")
NEED = Need(selected={"chapters": [A, B]}, moment=MOMENT, market="US")


def _page(*chapters: dict[str, Any] | None) -> Page:
    return answered(requests(NEED)[0], {"chapters": list(chapters)})


def test_selected_chapters_are_asked_for_in_their_market() -> None:
    """Most audiobooks exist in six countries only."""
    assert [{"ids": f"{A},{B}", "market": "US"}] == [dict(one.params) for one in requests(NEED)]


def test_a_chapter_brings_its_audiobook() -> None:
    """Both become rows; an unknown id is remembered."""
    found = rows([_page({"id": A, "chapter_number": 0, "audiobook": {"id": "x", "name": "X"}}, None)], READING)
    assert [(A, "x", 0)] == values(found.frames["spotify.chapters"], "chapter_id", "audiobook_id", "chapter_number")
    assert [("x", "X")] == values(found.frames["spotify.audiobooks"], "audiobook_id", "name")
    assert [(A, MOMENT.isoformat()), (B, f"gone 1 {MOMENT.isoformat()}")] == values(
        found.frames[WATERMARKS], "scope", "value"
    )


def test_an_empty_language_erases_none() -> None:
    """Lists of chapters have one empty text where the chapter itself has its language."""
    chapters = [Chapter(id="a", languages=[""]), Chapter(id="b", languages=["en"]), Chapter(id="c", languages=[])]
    rows = listed_frames(("x", chapter) for chapter in chapters)["spotify.chapters"]
    assert [("a", False), ("b", True), ("c", True)] == values(rows, "chapter_id", "has_languages")
    assert [None, ["en"], []] == values(rows, "languages")
    assert rows.schema["languages"] == pl.List(pl.String)
