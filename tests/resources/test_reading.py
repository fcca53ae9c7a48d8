"""Rows of several readings together."""

import polars as pl

from tasks.resources.app import App
from tasks.resources.reading import WATERMARKS, Rows, completely, watermarks

from .answers import MOMENT, values


def _credits(*rows: tuple[str, int]) -> dict[str, pl.DataFrame]:
    return {"t": pl.DataFrame(rows, {"track_id": pl.String, "position": pl.Int32}, orient="row")}


def test_readings_come_one_after_the_other() -> None:
    """Rows of both, notes once each."""
    both = Rows(_credits(("a", 1)), notes=("one",)) + Rows(_credits(("b", 1)), notes=("one", "two"))
    assert [("a", 1), ("b", 1)] == values(both.frames["t"], "track_id", "position")
    assert ("one", "two") == both.notes
    assert 2 == both.height


def test_a_complete_reading_replaces_what_was_read_of_its_subjects() -> None:
    """The earlier rows of `a` were another answer's; those of `b` stay."""
    whole = {"t": completely(MOMENT, track_id=["a"])}
    both = Rows(_credits(("a", 1), ("a", 2), ("b", 1))) + Rows(_credits(("a", 1)), whole)
    assert [("b", 1), ("a", 1)] == values(both.frames["t"], "track_id", "position")
    assert [("a", MOMENT)] == values(both.complete["t"], "track_id", "at")


def test_nothing_can_be_added_to_anything() -> None:
    """A resource of which nothing was read brings frames without rows, whose types fit."""
    empty = Rows(watermarks("albums", {}), {"t": completely(MOMENT, track_id=[])})
    some = Rows(watermarks("albums", {"a": "1"}), {"t": completely(MOMENT, track_id=["a"])})
    for both in (empty + some, some + empty, Rows() + some, some + Rows()):
        assert [("albums", "a", "1")] == values(both.frames[WATERMARKS], "resource", "scope", "value")
        assert ["a"] == values(both.complete["t"], "track_id")


def test_an_app_may_what_no_probe_forbade() -> None:
    """By the endpoint."""
    assert [True, False] == [App(frozenset({"albums?ids="})).may(one) for one in ("tracks?ids=", "albums?ids=")]
