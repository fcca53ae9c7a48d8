"""What artists have released."""

import pytest

from tasks.resources.app import App
from tasks.resources.discographies import FIFTY, follow, probe, requests, rows
from tasks.resources.need import Need
from tasks.resources.page import Page
from tasks.resources.reading import REJECTED, WATERMARKS

from .answers import MOMENT, READING, answered, artist, spotify_id, values

EXTENDED, DEVELOPMENT = App(), App(unavailable=frozenset({FIFTY}))


def _need(artist_id: str, app: App) -> Need:
    return Need(selected={"artists": [artist_id]}, app=app)


def _page(*albums: object, total: int, app: App = EXTENDED, offset: int = 0, status: int = 200) -> Page:
    first = requests(_need(spotify_id("anna"), app))[0]
    return answered(first.at_offset(offset), {"items": list(albums), "total": total}, status)


@pytest.mark.parametrize(("app", "limit"), [(EXTENDED, "50"), (DEVELOPMENT, "10")])
def test_pages_are_as_large_as_the_mode_allows(app: App, limit: str) -> None:
    """Development mode answers 400 to more than ten."""
    (asked,) = requests(_need("x", app))
    assert ("artists/x/albums", "x", limit) == (asked.path, asked.subject, dict(asked.params)["limit"])
    assert "appears_on" not in dict(asked.params)["include_groups"]


@pytest.mark.parametrize("app", [EXTENDED, DEVELOPMENT])
def test_a_page_of_fifty_is_the_probe(app: App) -> None:
    """Which costs nothing where it is given; what was refused once is tried again."""
    assert {FIFTY: requests(_need("x", EXTENDED))[0]} == probe(_need("x", app))
    assert {} == probe(Need(app=app))


@pytest.mark.parametrize(
    ("page", "offsets"),
    [
        (_page(total=51), [50]),
        (_page(total=25, app=DEVELOPMENT), [10, 20]),
        (_page(total=50), []),
        (_page(total=500, offset=50), []),  # the first page has named them all
        (_page(total=500, status=500), []),
    ],
)
def test_pages_after_the_first_are_asked_for(page: Page, offsets: list[int]) -> None:
    """All of them, from the first page on."""
    assert offsets == [one.offset for one in follow(page, EXTENDED)]


def test_albums_are_simplified_objects_with_their_credits() -> None:
    """A label or popularity that is not there is not erased."""
    album = {"id": "x", "name": "X", "release_date": "1983-11", "artists": [artist("anna"), artist("zoe")]}
    page = _page(album, None, {"id": 3}, total=3)
    found = rows([page], READING)
    assert [("x", "X", False, False)] == values(
        found.frames["spotify.albums"], "album_id", "name", "has_label", "has_popularity"
    )
    assert [("x", 1), ("x", 2)] == values(found.frames["spotify.album_artists"], "album_id", "position")
    assert ["$.items[2].id"] == values(found.frames[REJECTED], "path")


@pytest.mark.parametrize(
    ("page", "mark"),
    [
        (_page({"id": "x"}, total=1), [MOMENT.isoformat()]),
        (_page({"id": "x"}, total=2), []),  # a page is missing: read again by the next run
        (_page(total=0, status=404), [f"gone 1 {MOMENT.isoformat()}"]),
    ],
)
def test_a_discography_is_read_once_a_day(page: Page, mark: list[str]) -> None:
    """To the end, or again."""
    frames = rows([page], READING).frames
    assert mark == values(frames[WATERMARKS], "value")
    marks = {spotify_id("anna"): one for one in mark}
    need = Need(selected={"artists": [spotify_id("anna")]}, moment=MOMENT, marks=lambda _: marks)
    assert 1 - len(mark) == len(requests(need))
