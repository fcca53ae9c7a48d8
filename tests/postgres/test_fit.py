"""A frame made ready for a table: exact types, one row per key, no character that Postgres refuses."""

from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tasks.postgres.fit import fit, fold
from tasks.postgres.table import Table

TABLE = Table("t", {"id": "text", "n": "integer", "tags": "text[]", "raw": "jsonb", "loaded_at": "date"}, ("id",))


def test_types_become_exactly_those_of_the_columns() -> None:
    """Order is that of the table; what the table does not have is left out."""
    rows = pl.DataFrame({"stranger": [1], "n": [1], "id": ["a"]})
    assert {"id": pl.String, "n": pl.Int32} == dict(fit(rows, TABLE).schema)


def test_a_null_column_gets_the_type_of_the_table() -> None:
    """Where no answer had a value, Polars knows no type."""
    rows = pl.DataFrame({"id": ["a"], "n": [None], "tags": [None]})
    assert {"id": pl.String, "n": pl.Int32, "tags": pl.List(pl.String)} == dict(fit(rows, TABLE).schema)


def test_flags_are_kept_and_true_where_unknown() -> None:
    """A row of a frame without the flag had the field."""
    rows = pl.DataFrame({"id": ["a", "b"], "n": [1, 2], "has_n": [None, False]}, schema_overrides={"has_n": pl.Boolean})
    assert [True, False] == fit(rows, TABLE)["has_n"].to_list()


@pytest.mark.parametrize(
    ("rows", "n", "has_n"),
    [
        ([(1, True), (2, True)], 2, True),  # the last one wins
        ([(1, True), (None, False)], 1, True),  # absent -> the one before stays
        ([(None, False), (1, True)], 1, True),
        ([(1, True), (None, True)], None, True),  # null -> erased
        ([(None, False), (None, False)], None, False),  # never there
        ([(1, True), (None, False), (3, True), (None, False)], 3, True),
    ],
)
def test_rows_of_one_key_fold_into_the_last_that_was_there(
    rows: list[tuple[int | None, bool]], n: int | None, has_n: bool
) -> None:
    """Of each column by itself."""
    frame = pl.DataFrame([{"id": "a", "n": n, "has_n": has} for n, has in rows], infer_schema_length=None)
    assert [{"id": "a", "n": n, "has_n": has_n}] == fit(frame, TABLE).to_dicts()


def test_without_a_flag_the_last_row_wins() -> None:
    """Also with null: the field was there."""
    frame = pl.DataFrame({"id": ["a", "b", "a"], "n": [1, 2, None]})
    assert [("a", None), ("b", 2)] == fit(frame, TABLE).rows()


def test_without_repeats_or_key_nothing_is_folded() -> None:
    """A table without a key keeps every row."""
    frame = pl.DataFrame({"id": ["a", "b"]})
    assert_frame_equal(frame, fold(frame, ("id",)))
    repeated = pl.DataFrame({"id": ["a", "a"]})
    assert_frame_equal(repeated, fold(repeated, ()))


def test_keys_of_several_columns_are_compared_together() -> None:
    """A repeat in one column is none."""
    frame = pl.DataFrame({"a": [1, 1, 1], "b": [1, 2, 1], "n": [1, 2, 3]})
    assert [(1, 1, 3), (1, 2, 2)] == fold(frame, ("a", "b")).rows()


def test_an_empty_frame_stays_empty() -> None:
    """With types."""
    fitted = fit(pl.DataFrame(schema={"id": pl.String, "tags": pl.Null}), TABLE)
    assert (0, pl.List(pl.String)) == (fitted.height, fitted.schema["tags"])


@pytest.mark.parametrize(
    ("column", "value", "kept"),
    [
        ("id", "a\x00b", "ab"),
        ("id", "\x00", ""),
        ("tags", ["a\x00b", None], ["ab", None]),
        ("tags", [], []),
        ("tags", None, None),
        ("raw", r'"a\u0000b"', '"ab"'),
        ("raw", r'"\u0000\u0000"', '""'),
        ("raw", r'"\\u0000"', r'"\\u0000"'),  # an escaped backslash and the letters u0000
        ("raw", r'"\\\u0000"', r'"\\"'),  # an escaped backslash and a NUL
        ("raw", r'"\n\"\u00e9"', r'"\n\"\u00e9"'),  # other escapes
        ("raw", None, None),
    ],
)
def test_what_postgres_refuses_is_taken_out(column: str, value: Any, kept: Any) -> None:
    """NUL in text, in lists and escaped in JSON; nothing else is touched."""
    frame = pl.DataFrame({"id": ["a"]} | {column: [value]}, schema_overrides={"tags": pl.List(pl.String)}, strict=False)
    assert [kept] == fit(frame, TABLE)[column].to_list()


def test_a_value_that_does_not_fit_is_an_error() -> None:
    """Never silently null."""
    with pytest.raises(pl.exceptions.InvalidOperationError):
        fit(pl.DataFrame({"id": ["a"], "n": [2**31]}), TABLE)
