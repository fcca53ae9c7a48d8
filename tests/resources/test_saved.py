"""What is saved, of every kind: when one page is enough, and when something counts as removed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any, NamedTuple

import psycopg
import pytest

from tasks.postgres import known
from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.load import loading
from tasks.resources import saved_albums, saved_audiobooks, saved_episodes, saved_shows, saved_tracks
from tasks.resources.app import App, Known, Saved
from tasks.resources.page import Page
from tasks.resources.reading import WATERMARKS, Reading, Rows

from .answers import MOMENT, READING, answered, artist, spotify_id, track, values

OLD, NEW = "2021-05-01T00:00:00Z", "2021-05-02T00:00:00Z"


class Kind(NamedTuple):
    """A resource, the name of what its elements hold, and how that looks in Spotify's answers."""

    module: ModuleType
    noun: str
    make: Callable[..., dict[str, Any]]

    @property
    def table(self) -> str:
        """Where it is stored."""
        return str(self.module.SHELF.table)

    def known(self, count: int = 100, newest: str = OLD) -> App:
        """Return an app that has stored so many."""
        return App(known=Known(saved={self.table: Saved(count, newest)}))

    def saved(self, name: str, added_at: str | None = OLD, **fields: Any) -> dict[str, Any]:
        """Return an element."""
        return {"added_at": added_at, self.noun: self.make(name, **fields)}

    def page(self, *elements: Any, total: int | None = None, offset: int = 0, status: int = 200) -> Page:
        """Return a page of the list."""
        body = {"items": list(elements), "total": len(elements) if total is None else total}
        return answered(self.module.REQUEST.at_offset(offset), body, status)

    def rows(self, *pages: Page, reading: Reading = READING) -> Rows:
        """Return what pages become."""
        found: Rows = self.module.rows(list(pages), reading)
        return found

    def follow(self, page: Page, app: App) -> list[tuple[str, int]]:
        """Return where else to read."""
        return [(one.path, one.offset) for one in self.module.SHELF.follow(page, app)]


def _album(name: str, **fields: Any) -> dict[str, Any]:
    return artist(name, artists=[artist("anna")], tracks={"items": [], "total": 0}) | fields


KINDS = [
    Kind(saved_tracks, "track", track),
    Kind(saved_albums, "album", _album),
    Kind(saved_shows, "show", artist),  # as bare as a simplified artist: an id and a name
    Kind(saved_episodes, "episode", artist),
    Kind(saved_audiobooks, "audiobook", artist),
]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.noun)
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each kind in turn."""
    assert isinstance(request.param, Kind)
    return request.param


@pytest.mark.parametrize(
    ("total", "newer", "is_known", "offsets"),
    [
        (100, 0, True, []),  # nothing changed
        (102, 2, True, []),  # two are new, and that explains the total
        (99, 0, True, [50]),  # one was removed
        (100, 1, True, [50]),  # one is new and one was removed
        (151, 1, True, [50, 100, 150]),  # more are new than the newest tell
        (100, 0, False, [50]),  # nothing is known: a full run
        (40, 0, False, []),  # all on the first page
        (0, 0, True, []),  # all were removed, and the first page says so
    ],
)
def test_the_list_is_read_where_more_than_its_top_changed(
    kind: Kind, total: int, newer: int, is_known: bool, offsets: list[int]
) -> None:
    """What is stored and what is new must add up to the total."""
    new = [kind.saved(f"n{number}", NEW) for number in range(newer)]
    asked = kind.follow(kind.page(*new, kind.saved("a"), total=total), kind.known() if is_known else App())
    assert [(kind.module.REQUEST.path, offset) for offset in offsets] == asked


def test_only_the_first_page_is_followed(kind: Kind) -> None:
    """The first one names all that follow; an error names nothing."""
    for page in (kind.page(total=200, offset=50), kind.page(total=200, status=500)):
        assert [] == kind.follow(page, App())


def test_a_whole_list_is_a_complete_reading(kind: Kind) -> None:
    """Null elements and what has no id count: the page that holds them has been read."""
    gone = kind.saved("b", id=None)
    found = kind.rows(kind.page(kind.saved("a"), None, total=3), kind.page(gone, total=3, offset=50))
    assert [("listener", spotify_id("a"))] == values(found.frames[kind.table], "user_id", kind.module.SHELF.column)
    assert [("listener", MOMENT)] == values(found.complete[kind.table], "user_id", "at")
    assert (kind.module.SHELF.resource, "listener", f"2 {MOMENT.isoformat()}") in found.frames[WATERMARKS].rows()


def test_an_empty_library_is_a_complete_reading(kind: Kind) -> None:
    """Nothing is saved, and that is known."""
    assert ["listener"] == values(kind.rows(kind.page()).complete[kind.table], "user_id")


def _incomplete(kind: Kind) -> dict[str, list[Page]]:
    a, b, c = (kind.saved(name) for name in "abc")
    return {
        "the rest was not asked for": [kind.page(a, total=2)],
        "a page failed": [kind.page(a, total=2), kind.page(total=2, offset=50, status=500)],
        "an element was set aside": [kind.page(a, kind.saved("b", id=7))],
        "one was saved meanwhile": [kind.page(a, total=2), kind.page(b, total=3, offset=50)],
        "one was removed meanwhile": [kind.page(a, total=3), kind.page(b, c, total=2, offset=50)],
        "it moved: one twice, one not seen": [kind.page(a, total=2), kind.page(a, total=2, offset=50)],
        "nothing was answered": [],
    }


@pytest.mark.parametrize("reason", _incomplete(KINDS[0]))
def test_an_incomplete_reading_removes_nothing(kind: Kind, reason: str) -> None:
    """What was not seen stays."""
    found = kind.rows(*_incomplete(kind)[reason])
    assert kind.table not in found.complete
    assert kind.module.SHELF.resource not in found.frames.get(WATERMARKS, {"resource": ()})["resource"]


def _load(database: Database, kind: Kind, rows: Rows) -> int:
    """Load what is saved, without the objects themselves, and return how much of it changed."""
    frames = {name: frame for name, frame in rows.frames.items() if name in {kind.table, WATERMARKS}}
    with loading(database, list(frames)) as load:
        counts = {name: load.merge(name, frame, rows.complete.get(name)) for name, frame in frames.items()}
    return counts[kind.table].changed


def _intervals(database: Database, kind: Kind) -> list[Any]:
    began, ended = ("valid_from", "valid_to") if kind.noun == "audiobook" else ("added_at", "removed_at")
    query = f"select left({kind.module.SHELF.column}, 1), {began}, {ended} from {kind.table} order by 1, 2"
    with connect(database) as connection:
        return connection.execute(query.encode()).fetchall()


def test_what_is_gone_is_closed_and_comes_back_as_another_saving(kind: Kind, cleared: Database) -> None:
    """By complete readings alone; the same reading twice changes nothing."""
    days = [Reading(MOMENT + timedelta(days=day), user_id="listener") for day in range(3)]
    again = (MOMENT + timedelta(hours=30)).isoformat()
    for reading, elements in (
        (days[0], [kind.saved("a"), kind.saved("b")]),
        (days[1], [kind.saved("a")]),
        (days[2], [kind.saved("b", again), kind.saved("a")]),
    ):
        rows = kind.rows(kind.page(*elements), reading=reading)
        assert (True, False) == (_load(cleared, kind, rows) > 0, _load(cleared, kind, rows) > 0)
    since = datetime(2021, 5, 1, tzinfo=UTC)
    assert [
        ("a", since, None),
        ("b", since, days[1].observed_at),
        ("b", MOMENT + timedelta(hours=30), None),
    ] == _intervals(cleared, kind)


def _known(connection: psycopg.Connection) -> App:
    saved = {table: Saved(*found) for table, found in known.saved(connection, "listener").items()}
    return App(known=Known(saved=saved))


def test_what_no_table_keeps_does_not_look_like_a_change(kind: Kind, cleared: Database) -> None:
    """Spotify counts it, and so does what a complete reading leaves behind."""
    gone = kind.saved("b", NEW, id=None)
    elements = [gone, *(kind.saved(f"a{number:02}x") for number in range(50)), None]
    _load(cleared, kind, kind.rows(kind.page(*elements)))
    with connect(cleared) as connection:
        app = _known(connection)
    assert [] == kind.follow(kind.page(*elements[:50], total=52), app)
    assert [] == kind.follow(kind.page(kind.saved("new", NEW), *elements[:49], total=53), app)
    assert [(kind.module.REQUEST.path, 50)] == kind.follow(kind.page(*elements[:50], total=51), app)
