"""Liked songs: when one page is enough, and when songs count as removed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tasks.resources.page import Page
from tasks.resources.reading import REJECTED, App, Known
from tasks.resources.saved_tracks import REQUEST, follow, rows

from .answers import MOMENT, READING, answered, spotify_id, track, values

KNOWN = App(known=Known(saved_tracks=100, newest_saved="2021-05-01T00:00:00Z"))


def _saved(name: str, added_at: str = "2021-05-01T00:00:00Z", **fields: Any) -> dict[str, Any]:
    return {"added_at": added_at, "track": track(name, **fields)}


def _page(*saved: Any, total: int | None = None, offset: int = 0, status: int = 200) -> Page:
    body = {"items": list(saved), "total": len(saved) if total is None else total}
    return answered(REQUEST.at_offset(offset), body, status)


@pytest.mark.parametrize(
    ("total", "newer", "app", "offsets"),
    [
        (100, 0, KNOWN, []),  # nothing changed
        (102, 2, KNOWN, []),  # two are new, and that explains the total
        (99, 0, KNOWN, [50]),  # one was removed
        (100, 1, KNOWN, [50]),  # one is new and one was removed
        (151, 1, KNOWN, [50, 100, 150]),  # more are new than the newest tell
        (100, 0, App(), [50]),  # nothing is known: a full run
        (40, 0, App(), []),  # all on the first page
        (0, 0, KNOWN, []),  # all were removed, and the first page says so
    ],
)
def test_the_list_is_read_where_more_than_its_top_changed(total: int, newer: int, app: App, offsets: list[int]) -> None:
    """What is stored and what is new must add up to the total."""
    new = [_saved(f"n{number}", "2021-05-02T00:00:00Z") for number in range(newer)]
    asked = list(follow(_page(*new, _saved("a"), total=total), app))
    assert [("me/tracks", offset) for offset in offsets] == [(one.path, one.offset) for one in asked]


@pytest.mark.parametrize("page", [_page(total=200, offset=50), _page(total=200, status=500)])
def test_only_the_first_page_is_followed(page: Page) -> None:
    """The first one names all that follow."""
    assert [] == list(follow(page, App()))


def test_a_whole_list_is_a_complete_reading() -> None:
    """Null elements and local files count: the page that holds them has been read."""
    found = rows([_page(_saved("a"), None, total=3), _page(_saved("l", is_local=True), total=3, offset=50)], READING)
    assert [("listener", spotify_id("a"), None)] == values(
        found.frames["spotify.saved_tracks"], "user_id", "track_id", "removed_at"
    )
    assert [("listener", MOMENT)] == values(found.complete["spotify.saved_tracks"], "user_id", "at")


@pytest.mark.parametrize(
    "pages",
    [
        [_page(_saved("a"), total=2)],  # the rest was not asked for
        [_page(_saved("a"), total=2), _page(total=2, offset=50, status=500)],  # a page failed
        [_page(_saved("a"), _saved("b", duration_ms="abc"))],  # an element was set aside
        [_page(_saved("a"), total=2), _page(_saved("c"), total=3, offset=50)],  # one was saved meanwhile
        [_page(_saved("a"), total=3), _page(_saved("c"), _saved("d"), total=2, offset=50)],  # one was removed meanwhile
        [_page(_saved("a"), total=2), _page(_saved("a"), total=2, offset=50)],  # it moved: one twice, one not seen
        [],
    ],
    ids=["first page", "failed page", "reject", "grew", "shrank", "moved", "nothing"],
)
def test_an_incomplete_reading_removes_nothing(pages: list[Page]) -> None:
    """What was read is kept, what was not seen stays."""
    assert "spotify.saved_tracks" not in rows(pages, READING).complete


def test_an_empty_library_is_a_complete_reading() -> None:
    """Nothing is saved, and that is known."""
    assert ["listener"] == values(rows([_page()], READING).complete["spotify.saved_tracks"], "user_id")


def test_a_relinked_song_is_the_one_that_was_saved() -> None:
    """It goes by the asked id, with the time to the second."""
    found = rows([_page(_saved("new", linked_from={"id": spotify_id("old")}))], READING)
    assert [(spotify_id("old"), datetime(2021, 5, 1, tzinfo=UTC))] == values(
        found.frames["spotify.saved_tracks"], "track_id", "added_at"
    )


@pytest.mark.parametrize("added_at", ["yesterday", None, "2021-13-01T00:00:00Z", "2021-05-01T00:00:00"])
def test_a_song_without_a_time_is_set_aside(added_at: str | None) -> None:
    """The time is part of its key; the neighbours stay."""
    found = rows([_page(_saved("a"), _saved("b") | {"added_at": added_at})], READING)
    assert [spotify_id("a")] == values(found.frames["spotify.saved_tracks"], "track_id")
    assert ["$.items[1].added_at"] == values(found.frames[REJECTED], "path")
