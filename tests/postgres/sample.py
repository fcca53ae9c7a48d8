"""Frames like those of a reading, and the rows of a table as plain values."""

from datetime import UTC, datetime
from typing import Any

import polars as pl

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.load import Counts, loading

MONDAY = datetime(2026, 11, 16, 12, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 17, 12, tzinfo=UTC)
WEDNESDAY = datetime(2026, 11, 18, 12, tzinfo=UTC)


def merge(
    database: Database, table: str, rows: list[dict[str, Any]], complete: pl.DataFrame | None = None, **schema: Any
) -> Counts:
    """Load some rows into one table, in a load of their own; `schema` gives types that the rows do not show."""
    frame = pl.DataFrame(rows, schema_overrides=schema, infer_schema_length=None)
    with loading(database, [table]) as load:
        return load.merge(table, frame, complete)


def complete(at: datetime, **subjects: list[str]) -> pl.DataFrame:
    """Return the frame that says which subjects were read to the end."""
    return pl.DataFrame(subjects, schema_overrides=dict.fromkeys(subjects, pl.String)).with_columns(at=pl.lit(at))


def fetch(database: Database, query: str) -> list[Any]:
    """Return the rows of a query: plain values where it has one column."""
    with connect(database) as connection:
        rows = connection.execute(query.encode()).fetchall()
    return [row[0] if len(row) == 1 else row for row in rows]


def execute(database: Database, statement: str) -> None:
    """Run a statement and commit it."""
    with connect(database, autocommit=True) as connection:
        connection.execute(statement.encode())
