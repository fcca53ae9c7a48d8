"""Featured playlists: the day's list and its message."""

import pytest

from tasks.resources.app import App
from tasks.resources.featured_playlists import FEATURED_PLAYLISTS, REQUEST, follow, rows
from tasks.resources.need import Need
from tasks.resources.page import Page
from tasks.resources.reading import WATERMARKS

from .answers import MOMENT, READING, answered, values


def _playlist(name: str) -> dict[str, object]:
    return {"id": name, "name": name, "owner": {"id": "spotify"}, "tracks": {"href": "", "total": 7}}


def _page(*playlists: object, total: int | None = None, offset: int = 0, message: object = "Friday!") -> Page:
    listed = {"items": list(playlists), "total": len(playlists) if total is None else total}
    return answered(REQUEST.at_offset(offset), {"message": message, "playlists": listed})


def test_playlists_have_ranks_and_the_message_of_their_page() -> None:
    """It is one message for all, unless it changes between two pages; a null counts for the rank."""
    pages = [_page(None, _playlist("a"), total=51), _page(_playlist("b"), total=51, offset=50, message=None)]
    assert [("a", 2, "Friday!", MOMENT.date()), ("b", 51, None, MOMENT.date())] == values(
        rows(pages, READING).frames["spotify.featured_playlists"], "playlist_id", "rank", "message", "observed_on"
    )


def test_the_playlists_are_kept() -> None:
    """With their owners, without their contents."""
    found = rows([_page(_playlist("a"))], READING)
    assert [("a", "spotify", 7)] == values(found.frames["spotify.playlists"], "playlist_id", "owner_id", "items_total")
    assert ["spotify"] == values(found.frames["spotify.users"], "user_id")


def test_a_whole_list_replaces_that_of_the_same_day() -> None:
    """An empty one too; a part of one replaces nothing."""
    assert [MOMENT.date()] == values(rows([_page()], READING).complete["spotify.featured_playlists"], "observed_on")
    part = rows([_page(_playlist("a"), total=51)], READING)
    assert {} == part.complete
    assert 0 == part.frames[WATERMARKS].height


@pytest.mark.parametrize(("page", "offsets"), [(_page(total=51), [50]), (_page(total=51, offset=50), [])])
def test_pages_after_the_first_are_asked_for(page: Page, offsets: list[int]) -> None:
    """All of them, from the first page on."""
    assert offsets == [one.offset for one in follow(page, App())]


def test_the_list_is_read_once_a_day() -> None:
    """The first request is also the probe; an app that lost it is answered 404."""
    need = Need(moment=MOMENT)
    assert [REQUEST] == FEATURED_PLAYLISTS.requests(need)
    assert {FEATURED_PLAYLISTS.needs: REQUEST} == FEATURED_PLAYLISTS.probe(need)
    assert 404 in FEATURED_PLAYLISTS.refused_with
    assert [] == FEATURED_PLAYLISTS.requests(Need(moment=MOMENT, marks=lambda _: {"all": MOMENT.isoformat()}))
