"""Shows, and the episodes that they bring along."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest

from tasks.resources.app import App
from tasks.resources.need import Need
from tasks.resources.page import Page, request
from tasks.resources.reading import REJECTED, WATERMARKS
from tasks.resources.shows import SHOWS, requests, rows

from .answers import MOMENT, READING, answered, spotify_id, values

A, B = spotify_id("a"), spotify_id("b")
SINGLY = App(unavailable=frozenset({SHOWS.batch_path}))


def _need(*selected: str, stored: Sequence[str] = (), marks: Mapping[str, str] | None = None, **fields: Any) -> Need:
    return Need(
        selected={"shows": selected}, moment=MOMENT, stored=lambda _: stored, marks=lambda _: marks or {}, **fields
    )


def _episode(name: str, **fields: Any) -> dict[str, Any]:
    return {"id": spotify_id(name), "name": name, "release_date": "2024-05", "release_date_precision": "month"} | fields


def _show(show_id: str, *episodes: Any, total: int | None = None, **fields: Any) -> dict[str, Any]:
    listed = {"items": list(episodes), "total": len(episodes) if total is None else total}
    return {"id": show_id, "name": "Show", "episodes": listed} | fields


def _single(show: dict[str, Any], status: int = 200) -> Page:
    return answered(requests(_need(show["id"]))[0], show, status)


def test_a_selected_show_is_asked_for_by_itself() -> None:
    """A batch would come without the newest episodes, and they would cost a request more."""
    asked = requests(_need(A, B, market="DE"))
    assert [(f"shows/{A}", A, (("market", "DE"),)), (f"shows/{B}", B, (("market", "DE"),))] == [
        (one.path, one.subject, one.params) for one in asked
    ]


def test_known_shows_are_refreshed_many_at_a_time() -> None:
    """By age, and not one by one where there is no batch; what is selected is asked for once."""
    marks = {A: MOMENT.isoformat(), B: (MOMENT - timedelta(days=31)).isoformat()}
    stored = [A, B, spotify_id("c")]
    asked = requests(_need(A, stored=stored, marks=marks))
    assert [("shows", [spotify_id("c"), B])] == [(one.path, one.subjects) for one in asked]
    assert [] == requests(_need(A, stored=stored, marks=marks, app=SINGLY))


def test_a_show_is_read_once_a_day() -> None:
    """Whatever else the run does."""
    marks = {A: (MOMENT - timedelta(hours=19)).isoformat(), B: (MOMENT - timedelta(hours=21)).isoformat()}
    assert [B] == [one.subject for one in requests(_need(A, B, marks=marks))]


def test_newest_episodes_are_of_their_show() -> None:
    """An episode in a list does not say so itself; a withdrawn one is null there."""
    found = rows([_single(_show(A, _episode("x"), None, total=70))], READING)
    assert [(spotify_id("x"), A)] == values(found.frames["spotify.episodes"], "episode_id", "show_id")
    assert [(A, "Show")] == values(found.frames["spotify.shows"], "show_id", "name")


@pytest.mark.parametrize(
    ("show", "whole"),
    [
        (_show(A, _episode("x"), None), [(A, f"2 {MOMENT.isoformat()}")]),  # a null counts
        (_show(A, _episode("x"), total=3), []),  # there are more
        (_show(A), [(A, f"0 {MOMENT.isoformat()}")]),  # a show without episodes
        ({"id": A, "name": "Show"}, []),  # nothing is said of episodes
    ],
)
def test_a_show_whose_newest_episodes_are_all_needs_no_list(show: dict[str, Any], whole: list[Any]) -> None:
    """The list is marked as read, with its length."""
    marks = rows([_single(show)], READING).frames[WATERMARKS]
    own = marks.filter(resource="show episodes")
    assert whole == values(own, "scope", "value")
    assert [(A, MOMENT.isoformat())] == values(marks.filter(resource="shows"), "scope", "value")


def test_a_batch_has_no_episodes_and_erases_none() -> None:
    """Unknown ids are null in it."""
    page = answered(request("shows", "shows", f"{A},{B}", ids=f"{A},{B}"), {"shows": [{"id": A, "name": "Show"}, None]})
    found = rows([page], READING)
    assert [A] == values(found.frames["spotify.shows"], "show_id")
    assert [(A, MOMENT.isoformat()), (B, f"gone 1 {MOMENT.isoformat()}")] == values(
        found.frames[WATERMARKS], "scope", "value"
    )
    assert 0 == found.frames["spotify.episodes"].height


def test_what_a_mode_does_not_give_is_flagged() -> None:
    """Development mode has no publisher, and must not erase one; an explicit null does."""
    shows = [_single(_show(A)), _single(_show(B, publisher=None))]
    found = rows(shows, READING).frames["spotify.shows"]
    assert [(A, None, False), (B, None, True)] == values(found, "show_id", "publisher", "has_publisher")


def test_a_bad_episode_leaves_the_show_and_its_neighbours() -> None:
    """It is set aside with its path."""
    found = rows([_single(_show(A, _episode("x", duration_ms="long"), _episode("y")))], READING)
    assert [spotify_id("y")] == values(found.frames["spotify.episodes"], "episode_id")
    assert ["$.episodes.items[0].duration_ms"] == values(found.frames[REJECTED], "path")


def test_languages_are_texts_that_say_something() -> None:
    """Null and empty ones have been served in the list."""
    found = rows([_single(_show(A, languages=["en", "", None])), _single(_show(B, languages=None))], READING)
    assert [["en"], None] == values(found.frames["spotify.shows"], "languages")
