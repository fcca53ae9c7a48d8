"""The episodes of a show beyond the newest."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import polars as pl
import pytest

from tasks.resources.app import App
from tasks.resources.need import Need
from tasks.resources.page import Page, Request
from tasks.resources.reading import REJECTED, WATERMARKS
from tasks.resources.show_episodes import follow, requests, rows

from .answers import MOMENT, READING, answered, spotify_id, values

A = spotify_id("a")
YESTERDAY, LONG_AGO = MOMENT - timedelta(days=1), MOMENT - timedelta(days=31)


def _need(total: int | None = None, mark: str | None = None, **fields: Any) -> Need:
    """Return the need of a run that has read the show, if so with its number of episodes."""
    shows = [] if total is None else [{"show_id": A, "total_episodes": total, "uses": 1}]
    met = pl.DataFrame(shows, {"show_id": pl.String, "total_episodes": pl.Int32, "uses": pl.UInt32})
    marks: Mapping[str, str] = {} if mark is None else {A: mark}
    return Need(selected={"shows": [A]}, moment=MOMENT, met=lambda *_: met, marks=lambda _: marks, **fields)


def _pages(*offsets: int, total: int, **need: Any) -> list[Page]:
    first = requests(_need(**need))[0]
    return [_page(first.at_offset(offset), total) for offset in offsets]


def _page(asked: Request, total: int, status: int = 200) -> Page:
    size = max(0, min(50, total - asked.offset))
    items = [{"id": spotify_id(f"e{asked.offset + number}")} for number in range(size)]
    return answered(asked, {"items": items, "total": total}, status)


@pytest.mark.parametrize(
    ("total", "mark", "offsets"),
    [
        (None, None, [0]),  # the show could not be read: from the beginning
        (120, None, [50, 100]),  # the first page came with the show
        (50, None, []),  # and was all
        (120, f"120 {YESTERDAY.isoformat()}", []),  # known to the end
        (170, f"120 {YESTERDAY.isoformat()}", []),  # what is new came with the show
        (171, f"120 {YESTERDAY.isoformat()}", [50, 100, 150]),  # more is new than came with the show
        (90, f"120 {YESTERDAY.isoformat()}", []),  # withdrawn episodes are no news
        (120, f"120 {LONG_AGO.isoformat()}", [50, 100]),  # once in a while all are read again
        (None, f"120 {YESTERDAY.isoformat()}", []),  # the show was not read in this run
        (None, f"gone 1 {(MOMENT - timedelta(hours=1)).isoformat()}", []),  # not to be had an hour ago
        (None, f"failed 1 {(MOMENT - timedelta(days=2)).isoformat()}", [0]),  # perhaps today
        (500, f"failed 3 {YESTERDAY.isoformat()}", []),  # not so soon
    ],
)
def test_only_what_the_show_did_not_bring_is_asked_for(total: int | None, mark: str | None, offsets: list[int]) -> None:
    """The fewest requests that read every episode."""
    asked = requests(_need(total, mark, market="DE"))
    assert offsets == [one.offset for one in asked]
    assert all(("market", "DE") in one.params for one in asked)


def test_the_first_page_tells_how_many_follow() -> None:
    """Where the show itself did not; no other page asks for anything."""
    first = _pages(0, total=120)[0]
    further = list(follow(first, App()))
    assert [50, 100] == [one.offset for one in further]
    assert [] == [one for asked in further for one in follow(_page(asked, 120), App())]
    assert [] == list(follow(Page(first.request, 404, b"", MOMENT), App()))


def test_a_show_that_was_read_to_the_end_is_remembered_with_its_length() -> None:
    """With the first page among them, or beginning where the show itself ended."""
    for offsets in ((0, 50, 100), (100, 50)):
        found = rows(_pages(*offsets, total=120), READING)
        assert [(A, f"120 {MOMENT.isoformat()}")] == values(found.frames[WATERMARKS], "scope", "value")


@pytest.mark.parametrize("lost", [50, 100])
def test_a_page_that_is_missing_leaves_the_show_unread(lost: int) -> None:
    """What was read is kept, and the next run asks again."""
    pages = _pages(0, 50, 100, total=120)
    some = [Page(page.request, 500, b"", MOMENT) if page.request.offset == lost else page for page in pages]
    found = rows(some, READING)
    assert [] == values(found.frames[WATERMARKS], "scope")
    assert 0 < found.frames["spotify.episodes"].height < 120


@pytest.mark.parametrize(("status", "state"), [(404, "gone 1"), (500, "failed 1")])
def test_a_show_without_any_page_is_gone_or_failed(status: int, state: str) -> None:
    """And asked for again with growing pauses."""
    found = rows([Page(_pages(0, total=1)[0].request, status, b"", MOMENT)], READING)
    assert [(A, f"{state} {MOMENT.isoformat()}")] == values(found.frames[WATERMARKS], "scope", "value")


def test_withdrawn_and_bad_episodes_leave_their_neighbours() -> None:
    """A withdrawn one is null, a bad one is set aside; the page has been read."""
    asked = _pages(0, total=3)[0].request
    found = rows([answered(asked, {"items": [None, {"id": 3}, {"id": "x", "name": "X"}], "total": 3})], READING)
    assert [("x", A, "X", False)] == values(
        found.frames["spotify.episodes"], "episode_id", "show_id", "name", "has_description"
    )
    assert ["$.items[1].id"] == values(found.frames[REJECTED], "path")
    assert [f"3 {MOMENT.isoformat()}"] == values(found.frames[WATERMARKS], "value")
