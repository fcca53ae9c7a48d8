"""Episodes by id."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from tasks.resources.app import App
from tasks.resources.episodes import EPISODES, requests, rows
from tasks.resources.need import Need
from tasks.resources.page import Page
from tasks.resources.reading import WATERMARKS

from .answers import MOMENT, READING, answered, spotify_id, values

A, B, C, D = spotify_id("a"), spotify_id("b"), spotify_id("c"), spotify_id("d")
SINGLY = App(unavailable=frozenset({EPISODES.batch_path}))


HELD: dict[str, list[str | None]] = {"spotify.playlist_items": [B, None, C], "spotify.episodes": [C]}


def _met(table: str, column: str) -> pl.DataFrame:
    return pl.DataFrame({column: HELD[table], "uses": [1] * len(HELD[table])})


def _need(**fields: Any) -> Need:
    return Need(selected={"episodes": [A]}, moment=MOMENT, met=_met, **fields)


def _page(body: dict[str, Any], status: int = 200) -> Page:
    return answered(requests(_need(app=SINGLY))[0], body, status)


@pytest.mark.parametrize(
    ("app", "asked"),
    [
        (App(), [("episodes", [A, B, D])]),  # c came with its show, d is known from an earlier run
        (SINGLY, [(f"episodes/{A}", [A])]),  # what playlists hold is not worth a request each
    ],
)
def test_episodes_in_playlists_are_read_fifty_at_a_time(app: App, asked: list[Any]) -> None:
    """Those that nothing else has given; entries that are no episodes name none."""
    need = _need(app=app, stored=lambda _: [D, C])
    assert asked == [(one.path, one.subjects) for one in requests(need)]


def test_the_market_is_asked_for() -> None:
    """Without one, and without a listener, no episode exists."""
    assert [{"ids": f"{A},{B}", "market": "DE"}] == [dict(one.params) for one in requests(_need(market="DE"))]


def test_an_episode_brings_its_show() -> None:
    """Both become rows, and the episode names it."""
    body = {"id": A, "release_date": "2024", "show": {"id": "s", "name": "Show"}}
    found = rows([_page(body)], READING)
    assert [(A, "s", "2024", date(2024, 1, 1))] == values(
        found.frames["spotify.episodes"], "episode_id", "show_id", "release_date_text", "release_date"
    )
    assert [("s", "Show")] == values(found.frames["spotify.shows"], "show_id", "name")
    assert [(A, MOMENT.isoformat())] == values(found.frames[WATERMARKS], "scope", "value")


@pytest.mark.parametrize(
    ("body", "has_show", "has_day"),
    [
        ({"id": A}, False, False),
        ({"id": A, "show": None, "release_date": None}, False, True),
    ],
)
def test_an_episode_without_a_show_keeps_the_one_that_is_stored(
    body: dict[str, Any], has_show: bool, has_day: bool
) -> None:
    """An absent date keeps the day that is stored, a null one does not."""
    found = rows([_page(body), _page({"id": B, "show": {"id": "s"}, "release_date": "2024-01-01"})], READING)
    flags = found.frames["spotify.episodes"].filter(pl.col("episode_id") == A)
    assert [has_show] == values(flags, "has_show_id")
    assert [has_day] == (values(flags, "has_release_date") if "has_release_date" in flags.columns else [True])


def test_a_withdrawn_episode_is_no_row() -> None:
    """All its fields have been recorded as null, its show's too; its id is remembered as read."""
    found = rows([_page({"id": None, "release_date": "0000", "show": {"id": None}})], READING)
    assert (0, 0) == (found.frames["spotify.episodes"].height, found.frames["spotify.shows"].height)
