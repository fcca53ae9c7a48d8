"""The countries in which Spotify is to be had."""

from typing import Any

import pytest

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.load import loading
from tasks.resources.markets import NEEDS, REQUEST, probe, requests, rows
from tasks.resources.need import Need
from tasks.resources.page import Page
from tasks.resources.reading import REJECTED, WATERMARKS

from .answers import MOMENT, READING, answered, values


def _page(*markets: Any, status: int = 200) -> Page:
    return answered(REQUEST, {"markets": list(markets)}, status)


def _load(database: Database, page: Page) -> list[str]:
    found = rows([page], READING)
    with loading(database, ["spotify.markets"]) as load:
        load.merge("spotify.markets", found.frames["spotify.markets"], found.complete.get("spotify.markets"))
    with connect(database) as connection:
        return [code for (code,) in connection.execute("select market from spotify.markets order by 1")]


def test_the_list_is_read_once_a_day() -> None:
    """And is its own probe."""
    today = Need(moment=MOMENT, marks=lambda _: {"all": MOMENT.isoformat()})
    assert ([REQUEST], {NEEDS: REQUEST}) == (requests(Need(moment=MOMENT)), probe(Need(moment=MOMENT)))
    assert ([], {}) == (requests(today), probe(today))
    assert [("all", MOMENT.isoformat())] == values(rows([_page("DE")], READING).frames[WATERMARKS], "scope", "value")


def test_a_market_that_is_closed_is_no_row_any_more(cleared: Database) -> None:
    """A new list replaces the old one."""
    assert ["DE", "RU", "US"] == _load(cleared, _page("US", "RU", "DE"))
    assert ["DE", "FR", "US"] == _load(cleared, _page("US", "DE", "FR"))


@pytest.mark.parametrize("page", [_page(), _page("US", None), _page("US", 3), _page(status=500)])
def test_a_list_that_is_in_doubt_closes_none(page: Page) -> None:
    """One that is empty, has a null or something that is no code in it, or did not come."""
    found = rows([page], READING)
    assert {} == found.complete
    assert (b"3" in page.body) == (REJECTED in found.frames)
