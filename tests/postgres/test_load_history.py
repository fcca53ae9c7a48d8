"""The history of playlists: intervals end, begin and move, and only complete readings count."""

from datetime import datetime
from typing import Any

import polars as pl

from tasks.postgres.database import Database
from tasks.postgres.load import Counts, loading

from .sample import MONDAY, TUESDAY, WEDNESDAY, complete, execute, fetch

HISTORY = "spotify.playlist_item_history"

INTERVALS = """
select item_uri, occurrence, position, valid_from, valid_to
from spotify.playlist_item_history
where playlist_id = 'p'
order by valid_from, position, item_uri
"""


def _frame(uris: str, at: datetime, playlist: str) -> pl.DataFrame:
    """Return the history frame of a playlist of entries; small letters are tracks, L a local file without an id."""
    rows = [
        {
            "playlist_id": playlist,
            "item_uri": uri,
            "occurrence": uris[: position + 1].count(uri),
            "position": position,
            "track_id": None if uri == "L" else uri,
            "valid_from": at,
        }
        for position, uri in enumerate(uris)
    ]
    schema: dict[str, Any] = {
        "playlist_id": pl.String,
        "item_uri": pl.String,
        "occurrence": pl.Int32,
        "position": pl.Int32,
        "track_id": pl.String,
        "valid_from": pl.Datetime("us", "UTC"),
    }
    return pl.DataFrame(rows, schema=schema)


def _read(database: Database, uris: str, at: datetime, playlist: str = "p") -> Counts:
    with loading(database, [HISTORY]) as load:
        return load.merge(HISTORY, _frame(uris, at, playlist), complete(at, playlist_id=[playlist]))


def _intervals(database: Database) -> list[Any]:
    return fetch(database, INTERVALS)


def test_entries_begin_with_the_first_reading(cleared: Database) -> None:
    """Each is there until further notice."""
    assert Counts(2, inserted=2) == _read(cleared, "ab", MONDAY)
    assert [("a", 1, 0, MONDAY, None), ("b", 1, 1, MONDAY, None)] == _intervals(cleared)


def test_an_entry_that_is_gone_ends(cleared: Database) -> None:
    """At the first reading without it."""
    _read(cleared, "ab", MONDAY)
    assert Counts(1, unchanged=1, removed=1) == _read(cleared, "a", TUESDAY)
    assert Counts(1, unchanged=1) == _read(cleared, "a", WEDNESDAY)
    assert [("a", 1, 0, MONDAY, None), ("b", 1, 1, MONDAY, TUESDAY)] == _intervals(cleared)


def test_an_entry_that_comes_begins(cleared: Database) -> None:
    """At the reading that first saw it."""
    _read(cleared, "a", MONDAY)
    assert Counts(2, inserted=1, unchanged=1) == _read(cleared, "ab", TUESDAY)
    assert [("a", 1, 0, MONDAY, None), ("b", 1, 1, TUESDAY, None)] == _intervals(cleared)


def test_a_move_ends_one_interval_and_begins_the_next(cleared: Database) -> None:
    """At the same moment."""
    _read(cleared, "ab", MONDAY)
    assert Counts(2, inserted=2, removed=2) == _read(cleared, "ba", TUESDAY)
    assert [
        ("a", 1, 0, MONDAY, TUESDAY),
        ("b", 1, 1, MONDAY, TUESDAY),
        ("b", 1, 0, TUESDAY, None),
        ("a", 1, 1, TUESDAY, None),
    ] == _intervals(cleared)


def test_an_entry_that_comes_back_has_two_intervals(cleared: Database) -> None:
    """With a gap between them."""
    for uris, at in (("a", MONDAY), ("", TUESDAY), ("a", WEDNESDAY)):
        _read(cleared, uris, at)
    assert [("a", 1, 0, MONDAY, TUESDAY), ("a", 1, 0, WEDNESDAY, None)] == _intervals(cleared)


def test_the_same_reading_twice_is_one(cleared: Database) -> None:
    """A run that was killed after its commit and is run again."""
    _read(cleared, "ab", MONDAY)
    _read(cleared, "ba", TUESDAY)
    once = _intervals(cleared)
    execute(cleared, f"update {HISTORY} set loaded_at = '2020-01-01'")
    assert Counts(2, unchanged=2) == _read(cleared, "ba", TUESDAY)
    assert once == _intervals(cleared)
    assert 4 == len(fetch(cleared, f"select 1 from {HISTORY} where loaded_at = '2020-01-01'"))


def test_two_readings_of_one_moment_leave_no_interval_without_length(cleared: Database) -> None:
    """The clock of the sandbox stands still for a day: the later reading is the true one."""
    _read(cleared, "ab", MONDAY)
    _read(cleared, "bc", MONDAY)
    assert [("b", 1, 0, MONDAY, None), ("c", 1, 1, MONDAY, None)] == _intervals(cleared)


def test_repeats_are_counted(cleared: Database) -> None:
    """When the first of two equal entries goes, the second becomes the first and has moved."""
    _read(cleared, "aba", MONDAY)
    assert Counts(3, unchanged=3) == _read(cleared, "aba", TUESDAY)
    _read(cleared, "ba", WEDNESDAY)
    assert [
        ("a", 1, 0, MONDAY, WEDNESDAY),
        ("b", 1, 1, MONDAY, WEDNESDAY),
        ("a", 2, 2, MONDAY, WEDNESDAY),
        ("b", 1, 0, WEDNESDAY, None),
        ("a", 1, 1, WEDNESDAY, None),
    ] == _intervals(cleared)


def test_an_entry_without_a_track_stays_as_it_is(cleared: Database) -> None:
    """A local file has no track_id, and null is equal to null here: it neither ends nor begins anew."""
    _read(cleared, "aL", MONDAY)
    assert Counts(2, unchanged=2) == _read(cleared, "aL", TUESDAY)
    assert [("a", 1, 0, MONDAY, None), ("L", 1, 1, MONDAY, None)] == _intervals(cleared)


def test_an_incomplete_reading_ends_nothing(cleared: Database) -> None:
    """A playlist of which a page is missing brings no entries, and is in no frame of complete ones."""
    _read(cleared, "ab", MONDAY)
    with loading(cleared, [HISTORY]) as load:
        assert Counts() == load.merge(HISTORY, _frame("", TUESDAY, "p"), complete(TUESDAY, playlist_id=[]))
    assert [None, None] == [valid_to for *_, valid_to in _intervals(cleared)]


def test_other_playlists_are_left_alone(cleared: Database) -> None:
    """A complete reading is that of one playlist."""
    _read(cleared, "a", MONDAY)
    _read(cleared, "b", TUESDAY, playlist="q")
    assert [("a", 1, 0, MONDAY, None)] == _intervals(cleared)
