"""Columns of objects: an absent field stays distinguishable from a null, wherever frames meet."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

import polars as pl
import pytest
from msgspec import UNSET

from tasks.resources.columns import TIME, Column, frame, joined, stacked, timestamp

from .answers import values


class Thing(NamedTuple):
    """An object with a name that an answer may lack."""

    id: str
    name: Any = UNSET


COLUMNS = {"id": Column(pl.String, lambda thing: thing.id), "name": Column(pl.String, lambda thing: thing.name)}


def test_a_flag_tells_the_absent_from_the_null() -> None:
    """`has_name` is false for the object without a name, true for the one whose name is null."""
    rows = frame([Thing("a", "A"), Thing("b", None), Thing("c")], COLUMNS)
    assert [("a", "A", True), ("b", None, True), ("c", None, False)] == values(rows, "id", "name", "has_name")


def test_no_flag_where_every_object_has_the_field() -> None:
    """A column that is always there needs none."""
    assert ["id", "name"] == frame([Thing("a", None)], COLUMNS).columns


def test_no_objects_make_a_frame_with_types() -> None:
    """An empty frame can be joined, filtered and loaded like any other."""
    assert {"id": pl.String, "name": pl.String} == dict(frame([], COLUMNS).schema)


def test_a_frame_without_a_flag_had_the_field_in_every_row() -> None:
    """One below the other, what had no flag gets a true one."""
    rows = stacked([frame([Thing("a", None)], COLUMNS), frame([Thing("b")], COLUMNS)])
    assert [("a", True), ("b", False)] == values(rows, "id", "has_name")


def test_tables_are_joined_by_name() -> None:
    """Rows of one table come one below the other, in order; tables of one side are kept."""
    first, second = frame([Thing("a", "A")], COLUMNS), frame([Thing("b", "B")], COLUMNS)
    tables = joined([{"s.t": first, "s.only": first}, {"s.t": second}])
    assert {"s.t": ["a", "b"], "s.only": ["a"]} == {name: values(rows, "id") for name, rows in tables.items()}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-05-03T08:15:30Z", datetime(2021, 5, 3, 8, 15, 30, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),  # a leap second
        ("2021-05-03T08:15:30.123Z", datetime(2021, 5, 3, 8, 15, 30, 123000, tzinfo=UTC)),  # plays have milliseconds
        ("2021-05-03T10:15:30+02:00", datetime(2021, 5, 3, 8, 15, 30, tzinfo=UTC)),
        ("1970-01-01T00:00:00Z", datetime(1970, 1, 1, tzinfo=UTC)),
        ("2021-13-03T08:15:30Z", None),  # no such month
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_times_are_read_in_utc(text: str | None, moment: datetime | None) -> None:
    """What is no time is null."""
    rows = pl.DataFrame({"added_at": [text]}, schema={"added_at": pl.String}).select(timestamp("added_at"))
    assert ([moment], TIME) == (values(rows, "added_at"), rows.schema["added_at"])


def test_lists_of_text_keep_what_is_in_them() -> None:
    """Empty lists, nulls within and instead, and characters that JSON writes otherwise."""
    lists = [["a", None, 'b"\\\n\x00é🎧'], [], None, [None], ["x"]]
    rows = frame(lists, {"texts": Column(pl.List(pl.String), lambda texts: texts)})
    assert (lists, pl.List(pl.String)) == (values(rows, "texts"), rows.schema["texts"])


def test_an_absent_list_is_flagged() -> None:
    """As any other field."""
    rows = frame([["a"], UNSET], {"texts": Column(pl.List(pl.String), lambda texts: texts)})
    assert [(["a"], True), (None, False)] == values(rows, "texts", "has_texts")


def test_times_of_both_forms_may_stand_in_one_column() -> None:
    """Each is read by the parser that knows it."""
    texts = ["2021-05-03T08:15:30Z", "2021-05-03T08:15:30.5Z", "never", None]
    times = values(pl.DataFrame({"at": texts}).select(timestamp("at")), "at")
    noon = datetime(2021, 5, 3, 8, 15, 30, tzinfo=UTC)
    assert [noon, noon.replace(microsecond=500_000), None, None] == times
