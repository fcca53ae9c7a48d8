"""Followed artists: a list by cursor, kept as intervals."""

from datetime import timedelta
from typing import Any

import pytest

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.load import loading
from tasks.resources.app import App
from tasks.resources.followed_artists import REQUEST, TABLE, follow, rows
from tasks.resources.page import Page, Request
from tasks.resources.reading import REJECTED, WATERMARKS, Reading

from .answers import MOMENT, READING, answered, artist, spotify_id, values


def _page(
    *artists: Any, after: str = "", leads_to: str | None = None, total: int | None = None, status: int = 200
) -> Page:
    asked = Request(REQUEST.resource, REQUEST.path, (*REQUEST.params, ("after", after))) if after else REQUEST
    listed = {"items": list(artists), "cursors": {"after": leads_to}, "total": len(artists) if total is None else total}
    return answered(asked, {"artists": listed}, status)


@pytest.mark.parametrize(
    ("page", "after"),
    [
        (_page(artist("a"), leads_to="a"), ["a"]),
        (_page(artist("b"), after="a", leads_to="b"), ["b"]),
        (_page(artist("b"), after="a"), []),  # the last page has no cursor
        (_page(artist("b"), after="b", leads_to="b"), []),  # one that leads to itself would never end
        (_page(leads_to="a", status=500), []),
    ],
)
def test_the_cursor_names_the_next_page(page: Page, after: list[str]) -> None:
    """It is the artist after whom that begins."""
    further = list(follow(page, App()))
    assert after == [dict(one.params)["after"] for one in further]
    assert {("artist", "50")} >= {(dict(one.params)["type"], dict(one.params)["limit"]) for one in further}


def test_followed_artists_are_full_artists() -> None:
    """With their numbers of the day, and need not be asked for by id."""
    anna = artist("anna", genres=["pop"], followers={"total": 5}, popularity=7)
    found = rows([_page(anna)], READING).frames
    assert [(spotify_id("anna"), ["pop"])] == values(found["spotify.artists"], "artist_id", "genres")
    assert [(spotify_id("anna"), 5, 7)] == values(found["spotify.artist_stats"], "artist_id", "followers", "popularity")
    assert [("artists", spotify_id("anna"), MOMENT.isoformat())] == found[WATERMARKS].rows()


def test_all_pages_are_a_complete_reading() -> None:
    """In whichever order they were answered; a null element counts."""
    pages = [_page(artist("b"), None, after="a", total=3), _page(artist("a"), leads_to="a", total=3)]
    found = rows(pages, READING)
    assert [("listener", spotify_id("b"), MOMENT), ("listener", spotify_id("a"), MOMENT)] == values(
        found.frames[TABLE], "user_id", "artist_id", "valid_from"
    )
    assert [("listener", MOMENT)] == values(found.complete[TABLE], "user_id", "at")


@pytest.mark.parametrize(
    "pages",
    [
        [_page(artist("a"), leads_to="a", total=2)],  # the rest is missing
        [_page(artist("b"), after="a", total=2)],  # the beginning is missing
        [_page(artist("a"), leads_to="a", total=2), _page(after="a", total=2, status=500)],  # a page failed
        [_page(artist("a"), leads_to="a", total=3), _page(artist("b"), after="a", total=3)],  # one was not seen
        [_page(artist("a"), leads_to="a", total=2), _page(artist("a"), after="a", total=2)],  # one came twice
        [_page(artist("a"), {"id": 3}, total=2)],  # one was set aside
        [],
    ],
    ids=["first", "last", "failed", "short", "twice", "reject", "nothing"],
)
def test_an_incomplete_reading_says_nothing_of_following(pages: list[Page]) -> None:
    """What was read of the artists themselves is kept."""
    found = rows(pages, READING)
    assert TABLE not in found.frames
    assert TABLE not in found.complete
    assert any(page.is_good for page in pages) == (found.frames["spotify.artists"].height > 0)


def test_a_malformed_artist_is_set_aside() -> None:
    """The neighbours stay."""
    found = rows([_page(artist("a"), {"id": 3})], READING).frames
    assert [spotify_id("a")] == values(found["spotify.artists"], "artist_id")
    assert ["$.artists.items[1].id"] == values(found[REJECTED], "path")


def test_following_is_kept_as_intervals(cleared: Database) -> None:
    """From the reading that first saw an artist to the one that no longer did; an equal reading changes nothing."""
    changes = []
    for day, names in enumerate(("ab", "ab", "b", "ab", "")):
        found = rows([_page(*map(artist, names))], Reading(MOMENT + timedelta(days=day), user_id="listener"))
        with loading(cleared, [TABLE]) as load:
            changes.append(load.merge(TABLE, found.frames[TABLE], found.complete[TABLE]).changed)
    assert [2, 0, 1, 1, 2] == changes
    query = f"select left(artist_id, 1), valid_from, valid_to from {TABLE} order by 1, 2"
    with connect(cleared) as connection:
        intervals = connection.execute(query.encode()).fetchall()
    days = [MOMENT + timedelta(days=day) for day in range(5)]
    assert [("a", days[0], days[2]), ("a", days[3], days[4]), ("b", days[0], days[4])] == intervals
