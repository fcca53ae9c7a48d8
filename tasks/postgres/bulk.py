"""A cursor of the driver of the bulk copy: statements, single rows, and frames that are copied in binary."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

import polars as pl

from tasks.postgres.adbc import translated_adbc
from tasks.postgres.database import Database
from tasks.postgres.stream import Stream

# The rows of a record batch: so few that their binary form stays in the cache of the processor.
SLICE = 20_000


@dataclass(frozen=True)
class Bulk:
    """An open cursor; every method raises DatabaseError."""

    cursor: Any
    database: Database

    def execute(self, statement: str) -> None:
        """Run a statement."""
        with translated_adbc(self.database):
            self.cursor.execute(statement)

    def row(self, statement: str) -> dict[str, Any]:
        """Return the one row of a query by its columns."""
        with translated_adbc(self.database):
            self.cursor.execute(statement)
            return pl.DataFrame(self.cursor.fetch_arrow()).row(0, named=True)

    def copy(self, name: str, parts: Iterable[pl.DataFrame], rows_at_once: int = SLICE) -> int:
        """Append frames with the same columns to `schema.table`, and return how many rows they had.

        A name without a schema is that of a temporary table. All of it is one COPY: the driver collects 16 MB before it
        sends them, and Postgres waits for the first ones of each.
        """
        pending = iter(parts)
        first = next(pending, None)
        if first is None:
            return 0
        stream = Stream(chain([first], pending), rows_at_once)
        schema, _, table = name.rpartition(".")
        where = {"db_schema_name": schema} if schema else {"temporary": True}
        with stream.own_errors(), translated_adbc(self.database):
            self.cursor.adbc_ingest(table, stream.batches(first.schema), mode="append", **where)
        return stream.height
