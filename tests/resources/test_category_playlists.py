"""The playlists of categories: which are asked for, and what is remembered of each."""

from collections.abc import Mapping
from datetime import timedelta

import polars as pl

from tasks.resources import featured_playlists
from tasks.resources.app import App
from tasks.resources.category_playlists import CATEGORY_PLAYLISTS, follow, probe, requests, rows
from tasks.resources.need import Need
from tasks.resources.page import Page
from tasks.resources.reading import WATERMARKS

from .answers import MOMENT, READING, answered, values


def _need(*shown: str, marks: Mapping[str, str] | None = None) -> Need:
    met = pl.DataFrame({"category_id": shown, "uses": [1] * len(shown)}, {"category_id": pl.String, "uses": pl.UInt32})
    return Need(moment=MOMENT, met=lambda *_: met, marks=lambda _: marks or {})


def _playlist(name: str) -> dict[str, object]:
    return {"id": name, "name": name, "owner": {"id": "spotify"}}


def _page(category: str, *playlists: object, total: int | None = None, status: int = 200) -> Page:
    listed = {"items": list(playlists), "total": len(playlists) if total is None else total}
    return answered(requests(_need(category))[0], {"message": None, "playlists": listed}, status)


def test_every_category_that_is_shown_is_asked_for() -> None:
    """One request each; what an id holds does not change the path."""
    assert [
        ("browse/categories/pop/playlists", "pop"),
        ("browse/categories/r%26b%2Fsoul/playlists", "r&b/soul"),
    ] == [(one.path, one.subject) for one in requests(_need("pop", "r&b/soul"))]


def test_a_category_is_read_once_a_day() -> None:
    """One that is no longer shown is not asked for, unless nobody has looked in this run."""
    today, yesterday = MOMENT.isoformat(), (MOMENT - timedelta(days=1)).isoformat()
    marks = {"pop": today, "rock": yesterday, "jazz": yesterday, "gone": f"gone 3 {today}"}
    assert ["new", "rock"] == [one.subject for one in requests(_need("pop", "rock", "new", marks=marks))]
    assert ["rock", "jazz"] == [one.subject for one in requests(_need(marks=marks))]


def test_playlists_have_ranks_in_their_category() -> None:
    """A null counts for the rank."""
    found = rows([_page("pop", None, _playlist("a")), _page("rock", _playlist("a"))], READING)
    assert [("pop", 2, "a"), ("rock", 1, "a")] == values(
        found.frames["spotify.category_playlists"], "category_id", "rank", "playlist_id"
    )
    assert ["a", "a"] == values(found.frames["spotify.playlists"], "playlist_id")


def test_each_category_is_complete_by_itself() -> None:
    """One that was read in part is asked for again, one that is unknown rests for a while."""
    pages = [
        _page("pop", _playlist("a")),  # all there is
        _page("empty"),  # none
        _page("rock", _playlist("a"), total=51),  # a second page was not answered
        _page("old", status=404),  # unknown
    ]
    found = rows(pages, READING)
    assert [("pop", MOMENT.date()), ("empty", MOMENT.date())] == values(
        found.complete["spotify.category_playlists"], "category_id", "observed_on"
    )
    at = MOMENT.isoformat()
    assert [("pop", at), ("empty", at), ("old", f"gone 1 {at}")] == values(found.frames[WATERMARKS], "scope", "value")


def test_pages_after_the_first_are_asked_for() -> None:
    """Each with its category."""
    asked = list(follow(_page("pop", total=101), App()))
    assert [("pop", 50), ("pop", 100)] == [(one.subject, one.offset) for one in asked]


def test_a_category_that_is_shown_is_the_probe() -> None:
    """Of an unknown one 404 says nothing; where none is known yet, the endpoint that went with this one tells."""
    assert {CATEGORY_PLAYLISTS.needs: requests(_need("pop"))[0]} == probe(_need("pop", "rock"))
    assert {CATEGORY_PLAYLISTS.needs: featured_playlists.REQUEST} == probe(_need(marks={"old": MOMENT.isoformat()}))
