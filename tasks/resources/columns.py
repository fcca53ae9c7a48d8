"""From typed objects to a frame, column by column; an absent field stays distinguishable from a null."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, NamedTuple

import polars as pl
from msgspec import UNSET, Meta

# UTC throughout: Spotify writes times as 2021-05-03T08:15:30Z, some with milliseconds.
TIME = pl.Datetime("us", "UTC")

# Integers and times that a column can hold: what is beyond them is set aside like any other field of the wrong type.
Int32 = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
Int64 = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
Time = Annotated[datetime, Meta(tz=True)]

# The rows of some tables, by qualified name of the table.
Frames = dict[str, pl.DataFrame]


class Column(NamedTuple):
    """What a column takes from an object, and its type. UNSET from `take` means: the answer has no such field."""

    dtype: pl.DataType | type[pl.DataType]
    take: Callable[[Any], Any]


def frame(objects: Sequence[Any], columns: Mapping[str, Column]) -> pl.DataFrame:
    """Return one row per object; `has_<column>` is added for a column that some object lacks."""
    series: list[pl.Series] = []
    for name, column in columns.items():
        values = [column.take(item) for item in objects]
        absent = [value is UNSET for value in values]
        if any(absent):
            values = [None if value is UNSET else value for value in values]
            series.append(pl.Series(f"has_{name}", [not gone for gone in absent]))
        series.append(pl.Series(name, values, dtype=column.dtype))
    return pl.DataFrame(series)


def joined(frames: Sequence[Frames]) -> Frames:
    """Return the rows of each table one below the other; a frame without a flag has the field in every row."""
    tables: dict[str, list[pl.DataFrame]] = {}
    for some in frames:
        for table, rows in some.items():
            tables.setdefault(table, []).append(rows)
    return {table: stacked(parts) for table, parts in tables.items()}


def stacked(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return frames of one table one below the other."""
    rows = pl.concat(parts, how="diagonal")
    return rows.with_columns(pl.col(name).fill_null(value=True) for name in rows.columns if name.startswith("has_"))


def timestamp(name: str) -> pl.Expr:
    """Return Spotify's text of a time as a time in UTC; what is no time becomes null."""
    return pl.col(name).str.to_datetime("%+", time_unit="us", time_zone="UTC", strict=False)
