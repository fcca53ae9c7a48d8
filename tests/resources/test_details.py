"""Objects asked for by id, singly and in batches, and what is remembered of each id."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tasks.resources import RESOURCES
from tasks.resources.app import App
from tasks.resources.details import by_id, is_fresh, requests_for, seen
from tasks.resources.objects.artist import Artist
from tasks.resources.page import Page, request
from tasks.resources.reading import REJECTED, WATERMARKS

from .answers import MOMENT, READING, answered, artist, spotify_id, values

ARTISTS = RESOURCES["artists"]
SINGLY = App(unavailable=frozenset({ARTISTS.batch_path}))


def _batch(*artists: dict[str, Any] | None, ids: str) -> Page:
    return answered(request("artists", "artists", ids, ids=ids), {"artists": list(artists)})


def _single(one: str, body: Any, status: int = 200) -> Page:
    return answered(request("artists", f"artists/{one}", one), body, status)


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (2, [2]), (50, [50]), (51, [50, 1])])
def test_batches_are_as_large_as_the_endpoint_allows(count: int, sizes: list[int]) -> None:
    """The fewest requests that read all ids, none for no ids."""
    asked = requests_for(ARTISTS, [str(number) for number in range(count)], App())
    assert sizes == [len(one.subjects) for one in asked]
    assert all(dict(one.params)["ids"] == one.subject for one in asked)


def test_a_single_id_needs_no_batch() -> None:
    """Whether the app has batches need not be known for it."""
    assert ["artists/a"] == [one.path for one in requests_for(ARTISTS, ["a"], App())]


def test_ids_are_asked_singly_where_there_is_no_batch() -> None:
    """Development mode has no batch endpoints."""
    asked = requests_for(ARTISTS, ["a", "b"], SINGLY)
    assert [("artists/a", "a"), ("artists/b", "b")] == [(one.path, one.subject) for one in asked]


def test_null_in_a_batch_stands_for_an_unknown_id() -> None:
    """The others keep the ids by which they were asked for."""
    found, rejected = by_id([_batch(artist("a"), None, artist("c"), ids="a,b,c")], Artist, "artists")
    assert [("a", "a"), ("c", "c")] == [(asked, one.name) for asked, one in found]
    assert {} == rejected


def test_a_bad_object_in_a_batch_leaves_the_other_forty_nine() -> None:
    """It is set aside with its path and raw JSON, and does not shift the ids of its neighbours."""
    page = _batch(artist("a"), artist("b", popularity="high"), artist("c"), ids="a,b,c")
    found, rejected = by_id([page], Artist, "artists")
    assert ["a", "c"] == [asked for asked, _ in found]
    assert [("$.artists[1].popularity", "a,b,c")] == values(rejected[REJECTED], "path", "subject")


def test_rejects_of_batches_and_of_single_answers_are_all_kept() -> None:
    """A run may have both, when a batch failed and its ids were asked one by one."""
    bad = artist("x", popularity="high")
    pages = [_batch(bad, ids="a"), _single("b", bad), _single("c", artist("c"))]
    found, rejected = by_id(pages, Artist, "artists")
    assert ["c"] == [asked for asked, _ in found]
    assert ["$.artists[0].popularity", "$.popularity"] == values(rejected[REJECTED], "path")


def test_every_id_that_was_asked_for_is_remembered() -> None:
    """Read, gone or failed, and how often in a row; the time is that of the reading."""
    pages = [
        _batch(artist("a"), None, ids="a,b"),  # a read, b unknown
        _single("c", {}, 404),  # gone
        _single("d", {}, 500),  # failed
        _single("e", {}, 403),  # refused: may be allowed another day
    ]
    reading = replace(READING, failures={"artists b": 1, "artists d": 4})
    marks = seen(pages, ["a"], "artists", reading)[WATERMARKS]
    at = MOMENT.isoformat()
    assert [
        ("a", at),
        ("b", f"gone 2 {at}"),
        ("c", f"gone 1 {at}"),
        ("d", f"failed 5 {at}"),
        ("e", f"failed 1 {at}"),
    ] == values(marks, "scope", "value")


def test_what_is_to_be_continued_has_no_mark() -> None:
    """An object of which only a part was read is neither read nor gone."""
    marks = seen([_single("a", {}), _single("b", {})], ["a"], "albums", READING, unfinished=["b"])[WATERMARKS]
    assert ["a"] == values(marks, "scope")


@pytest.mark.parametrize(
    ("mark", "age", "fresh"),
    [
        ("", timedelta(days=29), True),
        ("", timedelta(days=30), False),
        ("gone 1 ", timedelta(hours=23), True),
        ("failed 1 ", timedelta(hours=23), True),
        ("failed 1 ", timedelta(hours=24), False),  # some ids answer 500 for an hour only
        ("failed 2 ", timedelta(hours=47), True),
        ("gone 3 ", timedelta(days=4), False),
        ("failed 6 ", timedelta(days=31), True),
        ("failed 60 ", timedelta(days=32), False),  # the pause grows no longer
    ],
)
def test_freshness_depends_on_what_was_found(mark: str, age: timedelta, fresh: bool) -> None:
    """What was read rests for the resource's time, what was not to be had for a day, two, four, at most 32."""
    assert fresh == is_fresh(f"{mark}{MOMENT.isoformat()}", MOMENT + age, timedelta(days=30))


@pytest.mark.parametrize("name", ["artists", "albums", "tracks"])
def test_each_detail_becomes_rows_under_the_id_it_was_asked_by(name: str) -> None:
    """One good, one unknown, one of the wrong type: a row, two marks as gone, one reject."""
    resource, good = RESOURCES[name], {"id": spotify_id("a"), "name": "A"}
    pages = [answered(one, {name: [good, None, {"id": 3}]}) for one in requests_for(resource, ["a", "b", "c"], App())]
    rows = resource.rows(pages, READING)
    assert ["A"] == values(rows.frames[f"spotify.{name}"], "name")
    assert ["a", "b", "c"] == values(rows.frames[WATERMARKS], "scope")
    assert [f"$.{name}[2].id"] == values(rows.frames[REJECTED], "path")


def test_a_track_goes_by_the_id_of_its_request() -> None:
    """Development mode drops linked_from: the request is the only trace of the id that was asked for."""
    page = answered(request("tracks", "tracks/old", "old"), {"id": "new", "type": "track"})
    rows = RESOURCES["tracks"].rows([page], READING)
    assert [("old", "new")] == values(rows.frames["spotify.tracks"], "track_id", "relinked_id")


def test_numbers_of_an_artist_that_are_absent_have_a_flag() -> None:
    """A mode that gives popularity and no followers erases no followers of the same day."""
    pages = [_single("a", artist("a", popularity=3)), _single("b", artist("b"))]
    stats = RESOURCES["artists"].rows(pages, READING).frames["spotify.artist_stats"]
    assert [(spotify_id("a"), 3, False)] == values(stats, "artist_id", "popularity", "has_followers")
