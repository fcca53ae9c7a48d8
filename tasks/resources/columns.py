"""From typed objects to a frame, column by column; an absent field stays distinguishable from a null."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, NamedTuple

import polars as pl
from msgspec import UNSET, Meta, UnsetType, json

# UTC throughout: Spotify writes times as 2021-05-03T08:15:30Z, some with milliseconds.
TIME = pl.Datetime("us", "UTC")

# Integers and times that a column can hold: what is beyond them is set aside like any other field of the wrong type.
Int32 = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
Int64 = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
Time = Annotated[datetime, Meta(tz=True)]

# Lists of words, such as genres or the ids of credited artists.
TEXTS = pl.List(pl.String)

# A time as Spotify writes it, and any other.
USUAL, ANY = "%Y-%m-%dT%H:%M:%SZ", "%+"

DataType = pl.DataType | type[pl.DataType]

# The rows of some tables, by qualified name of the table.
Frames = dict[str, pl.DataFrame]


class Column(NamedTuple):
    """What a column takes from an object, and its type. UNSET from `take` means: the answer has no such field.

    What merely names a field is an attrgetter, which takes a third of the time of a function.
    """

    dtype: DataType
    take: Callable[[Any], Any]


def frame(objects: Sequence[Any], columns: Mapping[str, Column]) -> pl.DataFrame:
    """Return one row per object; `has_<column>` is added for a column that some object lacks."""
    return pl.DataFrame([series for name, column in columns.items() for series in _taken(name, column, objects)])


def _taken(name: str, column: Column, objects: Sequence[Any]) -> Iterator[pl.Series]:
    values = list(map(column.take, objects))
    types = set(map(type, values))
    if types == {UnsetType}:  # as with all that simplified objects lack, and there are the most of these
        yield pl.Series(f"has_{name}", [False]).new_from_index(0, len(values))
        yield pl.Series(name, [None], dtype=column.dtype).new_from_index(0, len(values))
        return
    if UnsetType in types:
        yield pl.Series(f"has_{name}", [value is not UNSET for value in values])
        values = [None if value is UNSET else value for value in values]
    yield _series(name, values, column.dtype)


def _series(name: str, values: list[Any], dtype: DataType) -> pl.Series:
    if dtype != TEXTS or not values:
        return pl.Series(name, values, dtype=dtype)
    # Polars makes a series of every list, 30 µs each; as one text it reads all of them in a fiftieth of the time.
    text = pl.Series(name, [json.encode(values).decode()])
    return text.str.json_decode(pl.List(TEXTS)).explode()


def joined(frames: Sequence[Frames]) -> Frames:
    """Return the rows of each table one below the other; a frame without a flag has the field in every row."""
    tables: dict[str, list[pl.DataFrame]] = {}
    for some in frames:
        for table, rows in some.items():
            tables.setdefault(table, []).append(rows)
    return {table: stacked(parts) for table, parts in tables.items()}


def stacked(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return frames of one table one below the other."""
    if len(parts) == 1:
        return parts[0]
    rows = pl.concat(parts, how="diagonal")
    return rows.with_columns(pl.col(name).fill_null(value=True) for name in rows.columns if name.startswith("has_"))


def timestamp(name: str) -> pl.Expr:
    """Return Spotify's text of a time as a time in UTC; what is no time becomes null."""
    text = pl.col(name)
    usual = _time(text, USUAL)
    # A parser that knows where each digit stands takes a third of the time; the other gets what that has left.
    return usual.fill_null(_time(pl.when(usual.is_null()).then(text), ANY))


def _time(text: pl.Expr, form: str) -> pl.Expr:
    return text.str.to_datetime(form, time_unit="us", time_zone="UTC", strict=False)
