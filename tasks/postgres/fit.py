"""A frame made ready for one table: exact types, one row per key, no character that Postgres refuses."""

import polars as pl

from tasks.postgres.table import Table

# `has_<column>` is false where an answer did not carry the field at all: such a row must not erase what is stored.
HAS = "has_"


def fit(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the frame with the table's exact types, folded to one row per key."""
    columns = [column for column in table.columns if column in frame.columns]
    flags = [column for column in frame.columns if column.startswith(HAS)]
    exact = [_exact(column, table) for column in columns]
    return fold(frame.select(*exact, *(pl.col(flag).fill_null(value=True) for flag in flags)), table.key)


def without_flags(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame without its flags: what no answer carried is null, as it is for a row that is new."""
    flags = [column for column in frame.columns if column.startswith(HAS)]
    absent = (pl.when(flag).then(flag.removeprefix(HAS)).alias(flag.removeprefix(HAS)) for flag in flags)
    return frame.with_columns(*absent).drop(flags) if flags else frame


def fold(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """Keep one row per key: of each column the last value that an answer really carried."""
    if not key or not frame.select(pl.struct(key).is_duplicated().any()).item():
        return frame
    return frame.group_by(key, maintain_order=True).agg(
        _last(column, frame) for column in frame.columns if column not in key
    )


def _last(column: str, frame: pl.DataFrame) -> pl.Expr:
    if column.startswith(HAS):
        return pl.col(column).any()
    flag = HAS + column
    return pl.col(column).filter(pl.col(flag)).last() if flag in frame.columns else pl.col(column).last()


def _exact(column: str, table: Table) -> pl.Expr:
    exact = pl.col(column).cast(table.polars_type(column))
    if table.columns[column] == "jsonb":
        # Every escape but the one that jsonb refuses is kept whole: in \\u0000 it is the backslash that is escaped.
        return exact.str.replace_all(r"\\u0000|(\\.)", "${1}")
    if table.columns[column] == "text":
        return exact.str.replace_all("\x00", "", literal=True)
    if table.columns[column] == "text[]":
        return exact.list.eval(pl.element().str.replace_all("\x00", "", literal=True))
    return exact
