"""New releases: the day's list."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.load import loading
from tasks.resources.app import App
from tasks.resources.need import Need
from tasks.resources.new_releases import NEW_RELEASES, REQUEST, follow, rows
from tasks.resources.page import Page
from tasks.resources.reading import REJECTED, WATERMARKS, Rows

from .answers import MOMENT, READING, answered, artist, values


def _page(*albums: object, total: int | None = None, offset: int = 0, status: int = 200) -> Page:
    listed = {"items": list(albums), "total": len(albums) if total is None else total}
    return answered(REQUEST.at_offset(offset), {"albums": listed}, status)


def _album(name: str) -> dict[str, object]:
    return {"id": name, "name": name, "artists": [artist("anna")]}


def test_releases_have_ranks() -> None:
    """A null counts for the rank; no country was asked for."""
    found = rows([_page(_album("a"), None, _album("b"))], READING)
    assert [("a", 1, MOMENT.date(), ""), ("b", 3, MOMENT.date(), "")] == values(
        found.frames["spotify.new_releases"], "album_id", "rank", "observed_on", "country"
    )


def test_the_albums_are_kept() -> None:
    """Nothing that a page already gave is asked for again."""
    found = rows([_page(_album("a"))], READING)
    assert [("a", "a")] == values(found.frames["spotify.albums"], "album_id", "name")
    assert ["a"] == values(found.frames["spotify.album_artists"], "album_id")


def test_a_whole_list_replaces_that_of_the_same_day() -> None:
    """And is not asked for again on that day."""
    found = rows([_page(_album("a"), total=51), _page(_album("b"), total=51, offset=50)], READING)
    assert [("", MOMENT.date())] == values(found.complete["spotify.new_releases"], "country", "observed_on")
    assert [("all", MOMENT.isoformat())] == values(found.frames[WATERMARKS], "scope", "value")


@pytest.mark.parametrize("pages", [[_page(_album("a"), total=51)], [_page(status=500)], []])
def test_a_part_of_a_list_replaces_nothing(pages: list[Page]) -> None:
    """What was read is kept, and the next run asks again."""
    found = rows(pages, READING)
    assert "spotify.new_releases" not in found.complete
    assert 0 == found.frames[WATERMARKS].height


def test_an_album_that_does_not_fit_is_set_aside() -> None:
    """Its rank stays empty."""
    found = rows([_page({"id": 3}, _album("b"))], READING)
    assert [("b", 2)] == values(found.frames["spotify.new_releases"], "album_id", "rank")
    assert ["$.albums.items[0].id"] == values(found.frames[REJECTED], "path")


@pytest.mark.parametrize(
    ("page", "offsets"),
    [(_page(total=119), [50, 100]), (_page(total=119, offset=50), []), (_page(total=119, status=500), [])],
)
def test_pages_after_the_first_are_asked_for(page: Page, offsets: list[int]) -> None:
    """All of them, from the first page on."""
    assert offsets == [one.offset for one in follow(page, App())]


@pytest.mark.parametrize(
    ("age", "asked"), [(None, [REQUEST]), (timedelta(hours=19), []), (timedelta(hours=20), [REQUEST])]
)
def test_the_list_is_read_once_a_day(age: timedelta | None, asked: list[object]) -> None:
    """A run a day starts at about the same time, not at the same second."""
    marks = {"all": (MOMENT - age).isoformat()} if age else {}
    need = Need(parts=frozenset({"browse"}), moment=MOMENT, marks=lambda _: marks)
    assert asked == NEW_RELEASES.requests(need)


def test_the_probe_is_the_first_request() -> None:
    """Its answer is kept, so that finding out costs nothing."""
    assert {NEW_RELEASES.needs: REQUEST} == NEW_RELEASES.probe(Need())


def _load(database: Database, found: Rows) -> None:
    table = "spotify.new_releases"
    with loading(database, [table]) as load:
        load.merge(table, found.frames[table], found.complete.get(table))


def test_a_second_reading_replaces_the_first_of_its_day_only(cleared: Database) -> None:
    """What was new yesterday stays as it was; what Spotify has taken off the list today is gone."""
    yesterday = replace(READING, observed_at=MOMENT - timedelta(days=1))
    _load(cleared, rows([_page(_album("a"))], yesterday))
    _load(cleared, rows([_page(_album("a"), _album("b"))], READING))
    _load(cleared, rows([_page(_album("b"))], READING))
    with connect(cleared) as connection:
        stored = connection.execute(
            "select album_id, observed_on, rank from spotify.new_releases order by 2"
        ).fetchall()
    assert [("a", yesterday.observed_at.date(), 1), ("b", MOMENT.date(), 1)] == stored
