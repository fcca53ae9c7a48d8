"""Artists like an artist."""

from typing import Any

from tasks.resources.need import Need
from tasks.resources.page import Page
from tasks.resources.reading import WATERMARKS
from tasks.resources.related_artists import NEEDS, RELATED_ARTISTS, probe, requests, rows

from .answers import MOMENT, READING, answered, artist, spotify_id, values

A, B = spotify_id("a"), spotify_id("b")


def _need(**marks: str) -> Need:
    return Need(
        selected={"artists": [A, B]}, moment=MOMENT, marks=lambda _: {spotify_id(k): v for k, v in marks.items()}
    )


def _page(*artists: Any, status: int = 200) -> Page:
    return answered(requests(_need())[0], {"artists": list(artists)}, status)


def test_each_selected_artist_is_asked_for_once_a_day() -> None:
    """One request each: there is no batch."""
    assert [A, B] == [one.subject for one in requests(_need())]
    assert [B] == [one.subject for one in requests(_need(a=MOMENT.isoformat()))]


def test_an_app_without_the_endpoint_is_told_by_404() -> None:
    """Since November 2024; so the first artist's own request is the probe."""
    assert {NEEDS: requests(_need())[0]} == probe(_need())
    assert 404 in RELATED_ARTISTS.refused_with


def test_related_artists_are_ranked_and_read_in_full() -> None:
    """They are marked as read, for they have all that their own answer has."""
    found = rows([_page(artist("x", popularity=3, followers={"total": 5}), None, artist("y"))], READING)
    assert [(A, 1, spotify_id("x")), (A, 3, spotify_id("y"))] == values(
        found.frames["spotify.related_artists"], "artist_id", "rank", "related_artist_id"
    )
    marks = found.frames[WATERMARKS].filter(resource="artists")
    assert [spotify_id("x"), spotify_id("y")] == values(marks, "scope")
    assert [(spotify_id("x"), 5, 3)] == values(
        found.frames["spotify.artist_stats"], "artist_id", "followers", "popularity"
    )


def test_only_an_answer_replaces_what_is_stored() -> None:
    """An artist who is gone keeps the related ones."""
    assert [A] == values(rows([_page(artist("x"))], READING).complete["spotify.related_artists"], "artist_id")
    assert [] == values(rows([_page(status=404)], READING).complete["spotify.related_artists"], "artist_id")
