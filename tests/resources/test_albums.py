"""Albums with all their tracks."""

from typing import Any

import pytest

from tasks.resources.albums import ALBUMS, follow, rows
from tasks.resources.app import App
from tasks.resources.details import requests_for
from tasks.resources.page import Page
from tasks.resources.reading import REJECTED, WATERMARKS

from .answers import MOMENT, READING, answered, artist, spotify_id, values

SINGLY = App(unavailable=frozenset({ALBUMS.batch_path}))
A, B = spotify_id("a"), spotify_id("b")


def _track(name: str, **fields: Any) -> dict[str, Any]:
    return {"id": spotify_id(name), "name": name, "type": "track", "artists": [artist("anna")]} | fields


def _album(album_id: str, *tracks: Any, total: int | None = None, **fields: Any) -> dict[str, Any]:
    listed = {"items": list(tracks), "total": len(tracks) if total is None else total}
    return {"id": album_id, "name": "Album", "artists": [artist("anna")], "tracks": listed} | fields


def _single(album: dict[str, Any], status: int = 200) -> Page:
    return answered(requests_for(ALBUMS, [album["id"]], SINGLY)[0], album, status)


def _batch(*albums: dict[str, Any]) -> Page:
    return answered(requests_for(ALBUMS, [album["id"] for album in albums], App())[0], {"albums": list(albums)})


def test_the_tracks_of_an_album_are_of_that_album() -> None:
    """A track in a listing does not say so itself."""
    found = rows([_single(_album(A, _track("x")))], READING)
    assert [(spotify_id("x"), A)] == values(found.frames["spotify.tracks"], "track_id", "album_id")
    assert [(spotify_id("x"), 1, spotify_id("anna"))] == values(
        found.frames["spotify.track_artists"], "track_id", "position", "artist_id"
    )


@pytest.mark.parametrize(
    ("total", "offsets"),
    [
        (2, []),
        (3, [2]),
        (103, [2, 52, 102]),
        (0, []),
    ],
)
def test_tracks_beyond_the_first_page_are_asked_for(total: int, offsets: list[int]) -> None:
    """From the first that is missing, fifty a page."""
    asked = list(follow(_single(_album(A, _track("x"), _track("y"), total=total)), SINGLY))
    assert [(f"albums/{A}/tracks", A, offset) for offset in offsets] == [
        (one.path, one.subject, one.offset) for one in asked
    ]


def test_each_album_of_a_batch_is_followed() -> None:
    """Those that are whole ask for nothing; the page of further tracks ends there."""
    asked = list(follow(_batch(_album(A, _track("x"), total=2), _album(B, _track("y"))), App()))
    assert [A] == [one.subject for one in asked]
    assert [] == list(follow(answered(asked[0], {"items": [_track("z")], "total": 99}), App()))


def test_further_tracks_join_their_album() -> None:
    """All tracks, and a watermark because the album is whole."""
    first = _single(_album(A, _track("x"), total=2))
    more = answered(next(iter(follow(first, SINGLY))), {"items": [_track("y")], "total": 2})
    found = rows([first, more], READING)
    assert [(spotify_id("x"), A), (spotify_id("y"), A)] == values(
        found.frames["spotify.tracks"], "track_id", "album_id"
    )
    assert [(A, MOMENT.isoformat())] == values(found.frames[WATERMARKS], "scope", "value")


@pytest.mark.parametrize("status", [None, 500, 429])
def test_an_album_that_is_not_whole_has_no_watermark(status: int | None) -> None:
    """Its rows are kept, and the next run asks again; another of the same batch is done with."""
    first = _batch(_album(A, _track("x"), total=2), _album(B, _track("y")))
    pages = [first] if status is None else [first, Page(next(iter(follow(first, App()))), status, b"", MOMENT)]
    found = rows(pages, READING)
    assert [(B, MOMENT.isoformat())] == values(found.frames[WATERMARKS], "scope", "value")
    assert [A, B] == values(found.frames["spotify.albums"], "album_id")


def test_an_album_that_is_gone_is_remembered() -> None:
    """404: nothing to store, and not asked for again for a while."""
    found = rows([_single({"id": A}, 404)], READING)
    assert [(A, f"gone 1 {MOMENT.isoformat()}")] == values(found.frames[WATERMARKS], "scope", "value")
    assert [] == values(found.frames["spotify.albums"], "album_id")


def test_a_bad_track_leaves_its_neighbours() -> None:
    """It counts as read: asking again would bring it again."""
    found = rows([_single(_album(A, _track("x"), _track("y", duration_ms="abc"), _track("z")))], READING)
    assert [spotify_id("x"), spotify_id("z")] == values(found.frames["spotify.tracks"], "track_id")
    assert ["$.tracks.items[1].duration_ms"] == values(found.frames[REJECTED], "path")
    assert [A] == values(found.frames[WATERMARKS], "scope")


def test_popularity_of_albums_is_noted_by_the_day() -> None:
    """Where the app is given it."""
    found = rows([_batch(_album(A, popularity=41), _album(B))], READING)
    assert [(A, 41, MOMENT.date())] == values(
        found.frames["spotify.album_stats"], "album_id", "popularity", "observed_on"
    )
