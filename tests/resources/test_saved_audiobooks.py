"""Saved audiobooks; what they have in common with all that can be saved is in test_saved.py."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.load import loading
from tasks.resources.app import App, Known, Saved
from tasks.resources.page import Page
from tasks.resources.reading import Reading, Rows
from tasks.resources.saved_audiobooks import REQUEST, SHELF, rows

from .answers import MOMENT, READING, answered, spotify_id, values

ADDED = datetime(2021, 5, 1, tzinfo=UTC)
BOOK = {"id": spotify_id("k"), "name": "Book", "authors": [{"name": "Anna"}], "total_chapters": 3}
DOCUMENTED: dict[str, Any] = {"added_at": ADDED.isoformat(), "audiobook": BOOK}


def _page(*elements: Any, total: int | None = None) -> Page:
    return answered(REQUEST, {"items": list(elements), "total": len(elements) if total is None else total})


def _on(day: int, *elements: Any) -> Rows:
    return rows([_page(*elements)], Reading(MOMENT + timedelta(days=day), user_id="listener"))


@pytest.mark.parametrize(("element", "since"), [(DOCUMENTED, ADDED), (BOOK, MOMENT)], ids=["documented", "recorded"])
def test_both_shapes_are_saved_audiobooks(element: Any, since: datetime) -> None:
    """Where the answer does not say since when, it is from the reading on."""
    found = rows([_page(element, None)], READING).frames
    assert [(spotify_id("k"), "Book", ["Anna"], 3)] == values(
        found["spotify.audiobooks"], "audiobook_id", "name", "authors", "total_chapters"
    )
    assert [("listener", spotify_id("k"), since)] == values(
        found["spotify.saved_audiobooks"], "user_id", "audiobook_id", "valid_from"
    )


def _load(database: Database, rows: Rows) -> int:
    with loading(database, [SHELF.table]) as load:
        return load.merge(SHELF.table, rows.frames[SHELF.table], rows.complete.get(SHELF.table)).changed


@pytest.mark.parametrize(
    ("elements", "since"),
    [
        ([BOOK, BOOK, BOOK], MOMENT),  # never a time -> from the first reading on
        ([BOOK, DOCUMENTED, BOOK], MOMENT),  # the time comes later, and goes -> still the same saving
        ([DOCUMENTED, BOOK, DOCUMENTED], ADDED),  # the time goes, and comes back -> still the same saving
    ],
)
def test_one_saving_stays_one(cleared: Database, elements: list[Any], since: datetime) -> None:
    """Whichever shape the answers of each day have."""
    changes = [_load(cleared, _on(day, element)) > 0 for day, element in enumerate(elements)]
    assert [True, False, False] == changes
    with connect(cleared) as connection:
        stored = connection.execute("select valid_from, valid_to from spotify.saved_audiobooks").fetchall()
    assert [(since, None)] == stored


def test_an_audiobook_without_a_time_can_go_and_come_back(cleared: Database) -> None:
    """Each time from the reading that saw it to the one that did not."""
    for day, elements in enumerate(([BOOK], [], [BOOK])):
        _load(cleared, _on(day, *elements))
    with connect(cleared) as connection:
        stored = connection.execute("select valid_from, valid_to from spotify.saved_audiobooks order by 1").fetchall()
    assert [(MOMENT, MOMENT + timedelta(days=1)), (MOMENT + timedelta(days=2), None)] == stored


def test_without_times_every_page_is_read() -> None:
    """Nothing tells then whether one was saved and another removed."""
    app = App(known=Known(saved={SHELF.table: Saved(60, "2021-05-01T00:00:00Z")}))
    assert [50] == [one.offset for one in SHELF.follow(_page(BOOK, total=60), app)]
    assert [] == list(SHELF.follow(_page(DOCUMENTED, total=60), app))


def test_an_incomplete_reading_keeps_the_books_but_begins_nothing() -> None:
    """A list with gaps must not begin anew what goes on."""
    found = rows([_page(DOCUMENTED, total=2)], READING)
    assert [spotify_id("k")] == values(found.frames["spotify.audiobooks"], "audiobook_id")
    assert 0 == found.frames["spotify.saved_audiobooks"].height
