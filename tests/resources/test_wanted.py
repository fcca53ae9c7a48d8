"""Which ids are worth a request."""

from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest

from tasks.resources import RESOURCES
from tasks.resources.app import App
from tasks.resources.need import Need
from tasks.resources.page import request
from tasks.resources.wanted import due, ids, once_a_day

from .answers import MOMENT

ARTISTS, TRACKS, ALBUMS = (RESOURCES[name] for name in ("artists", "tracks", "albums"))

SINGLY = App(frozenset({"albums?ids=", "artists?ids=", "tracks?ids="}))


def _mark(age: timedelta, state: str = "") -> str:
    return f"{state}{(MOMENT - age).isoformat()}"


def _need(
    *selected: str,
    app: App | None = None,
    met: dict[str, pl.DataFrame] | None = None,
    marks: dict[str, str] | None = None,
) -> Need:
    def rows(table: str, *columns: str) -> pl.DataFrame:
        found = (met or {}).get(table, pl.DataFrame(schema=dict.fromkeys(columns, pl.String)))
        return found.group_by(columns, maintain_order=True).agg(pl.len().alias("uses"))

    nouns = {noun: list(selected) for noun in ("artists", "tracks", "albums")}
    return Need(selected=nouns, app=app or App(), moment=MOMENT, met=rows, marks=lambda _: marks or {})


def test_the_selected_come_first_then_the_unknown_then_the_oldest() -> None:
    """Each id once; a budget that ends early has read what matters most."""
    need = _need("c", marks={"d": _mark(timedelta(days=40)), "e": _mark(timedelta(days=50))})
    assert ["c", "b", "a", "e", "d"] == due(ARTISTS, need, ["d", "b", "e", "a", "c"])


@pytest.mark.parametrize(
    ("selected", "met", "mark", "is_due"),
    [
        ([], ["a"], None, True),  # never read
        ([], ["a"], _mark(timedelta(days=1)), False),  # fresh
        ([], ["a"], _mark(timedelta(days=31)), True),  # read long ago
        ([], ["a"], _mark(timedelta(days=1), "gone 2 "), False),  # not to be had twice: two days of rest
        (["a"], [], _mark(timedelta(days=1), "gone 2 "), False),  # nor because it is selected
        ([], ["a"], _mark(timedelta(days=2), "failed 2 "), True),  # may work again
        (["a"], [], _mark(timedelta(hours=21)), True),  # selected: followed day by day
        (["a"], [], _mark(timedelta(hours=1)), False),  # the same day
        (["a"], ["a"], _mark(timedelta(hours=21)), True),  # met besides makes no difference
        ([], [], None, False),
    ],
)
def test_age_decides(selected: list[str], met: list[str], mark: str | None, is_due: bool) -> None:
    """By its watermark an id is due or not."""
    marks = {} if mark is None else {"a": mark}
    assert (["a"] if is_due else []) == due(ARTISTS, _need(*selected, marks=marks), met)


def test_what_was_met_most_often_comes_first() -> None:
    """Null is no id."""
    met = {"spotify.tracks": pl.DataFrame({"album_id": ["x", None, "y", "y"]})}
    assert ["y", "x"] == ids(_need(met=met), "spotify.tracks", "album_id")
    assert [] == ids(_need(), "spotify.tracks", "album_id")


@pytest.mark.parametrize(("mark", "count"), [(None, 1), (_mark(timedelta(hours=1)), 0), (_mark(timedelta(days=1)), 1)])
def test_what_is_asked_once_a_day_rests_for_the_rest_of_it(mark: str | None, count: int) -> None:
    """By the watermark of its scope."""
    need = _need(marks={"here": mark} if mark else {})
    assert count == len(once_a_day("markets", "here", [request("markets", "markets")], need))


def test_tracks_known_only_from_an_album_are_asked_for_in_batches() -> None:
    """One that any answer gave in full is not; without batches none is, for a request each."""
    rows = pl.DataFrame({"track_id": ["a", "b", "b", "c"], "has_isrc": [False, False, True, None]})
    (asked,) = TRACKS.requests(_need(met={"spotify.tracks": rows}))
    assert ["a"] == asked.subjects
    assert [] == list(TRACKS.requests(_need(app=SINGLY, met={"spotify.tracks": rows})))


def test_tracks_that_an_earlier_run_was_given_in_full_are_not_asked_for() -> None:
    """A saved album is read in every run, the playlist that gave its tracks in full is not."""
    rows = pl.DataFrame({"track_id": ["a", "b"], "has_isrc": [False, False]})
    need = replace(_need(met={"spotify.tracks": rows}), stored=lambda noun: ["a"] if noun == "tracks in full" else [])
    assert ["b"] == [one.subject for one in TRACKS.requests(need)]


@pytest.mark.parametrize(("app", "asked"), [(App(), ["a", "x", "y"]), (SINGLY, ["a", "x"])])
def test_albums_of_others_are_read_where_one_request_reads_twenty(app: App, asked: list[str]) -> None:
    """In development mode only the selected and those of selected artists."""
    met = {
        "spotify.albums": pl.DataFrame({"album_id": ["x", "y"]}),
        "spotify.album_artists": pl.DataFrame({"album_id": ["x", "y"], "artist_id": ["a", "b"]}),
    }
    requests = ALBUMS.requests(_need("a", app=app, met=met))
    assert asked == [one for request in requests for one in request.subjects]


def test_artists_are_met_in_credits() -> None:
    """Whether or not an artist was given as an object; in any mode."""
    met = {
        "spotify.track_artists": pl.DataFrame({"artist_id": ["a", "b", "b"]}),
        "spotify.artists": pl.DataFrame({"artist_id": ["a", "c"]}),
    }
    assert ["b", "a", "c"] == [one.subject for one in ARTISTS.requests(_need(app=SINGLY, met=met))]
