"""The most popular tracks of artists, by market and day."""

from datetime import timedelta
from typing import Any

from tasks.resources.artist_top_tracks import NEEDS, probe, requests, rows
from tasks.resources.need import Need
from tasks.resources.page import Page
from tasks.resources.reading import REJECTED, WATERMARKS

from .answers import MOMENT, READING, answered, spotify_id, track, values

A = spotify_id("a")


def _need(market: str = "DE", marks: dict[str, str] | None = None) -> Need:
    return Need(selected={"artists": [A]}, moment=MOMENT, market=market, marks=lambda _: marks or {})


def _page(*tracks: Any, market: str = "DE", status: int = 200) -> Page:
    return answered(requests(_need(market))[0], {"tracks": list(tracks)}, status)


def test_each_market_has_its_own_ranking() -> None:
    """Without one the listener's country decides, and the market is empty."""
    found = rows([_page(track("x")), _page(track("y"), market="")], READING)
    assert [(A, "DE", MOMENT.date(), 1, spotify_id("x")), (A, "", MOMENT.date(), 1, spotify_id("y"))] == values(
        found.frames["spotify.artist_top_tracks"], "artist_id", "market", "observed_on", "rank", "track_id"
    )
    assert [f"{A} DE", A] == values(found.frames[WATERMARKS], "scope")
    assert [(A, "DE", MOMENT.date()), (A, "", MOMENT.date())] == values(
        found.complete["spotify.artist_top_tracks"], "artist_id", "market", "observed_on"
    )


def test_a_market_is_read_once_a_day() -> None:
    """Another one is read all the same."""
    marks = {f"{A} DE": (MOMENT - timedelta(hours=1)).isoformat()}
    assert [] == requests(_need("DE", marks))
    assert [f"{A} US"] == [one.subject for one in requests(_need("US", marks))]
    assert [A] == [one.subject for one in requests(_need("", marks))]


def test_the_probe_is_the_first_request() -> None:
    """So that it costs nothing; where nothing is due there is nothing to find out."""
    assert {NEEDS: requests(_need())[0]} == probe(_need())
    assert {} == probe(_need(marks={f"{A} DE": MOMENT.isoformat()}))


def test_tracks_come_in_full() -> None:
    """They need not be asked for by id."""
    found = rows([_page(track("x", popularity=70))], READING)
    assert [(spotify_id("x"), 70, "DEA000000001")] == values(
        found.frames["spotify.tracks"], "track_id", "popularity", "isrc"
    )


def test_a_track_is_ranked_by_the_id_it_goes_by() -> None:
    """Spotify answers with another where the first is not to be had in the market."""
    found = rows([_page(track("new", linked_from={"id": spotify_id("old")}))], READING)
    assert [spotify_id("old")] == values(found.frames["spotify.artist_top_tracks"], "track_id")
    assert [spotify_id("old")] == values(found.frames["spotify.tracks"], "track_id")


def test_a_bad_track_leaves_its_rank_empty() -> None:
    """The next one keeps its own."""
    found = rows([_page(track("x", duration_ms="long"), track("y"))], READING)
    assert [2] == values(found.frames["spotify.artist_top_tracks"], "rank")
    assert ["$.tracks[0].duration_ms"] == values(found.frames[REJECTED], "path")


def test_an_artist_without_an_answer_keeps_the_ranking_of_the_day() -> None:
    """Only an answer replaces it."""
    found = rows([_page(status=500)], READING)
    assert [] == values(found.complete["spotify.artist_top_tracks"], "artist_id")
    assert [f"failed 1 {MOMENT.isoformat()}"] == values(found.frames[WATERMARKS], "value")
