"""One load: frames are copied in binary and merged, all in one transaction; a reader sees every row of it or none.

The copy goes through ADBC, which takes Arrow as it is and needs no pyarrow; it brings its own connection, so the whole
load lives on that one. The descriptions of the tables come through psycopg.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import polars as pl

from tasks.postgres import statements
from tasks.postgres.adbc import connect_adbc, translated_adbc
from tasks.postgres.connect import DatabaseError, transaction
from tasks.postgres.database import Database
from tasks.postgres.fit import fit
from tasks.postgres.table import Table, describe


@dataclass(frozen=True)
class Counts:
    """What became of the rows of one table: read = inserted + updated + unchanged; `removed` were stored before."""

    read: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def changed(self) -> int:
        """Rows written."""
        return self.inserted + self.updated + self.removed


class Load:
    """An open load; see `loading`."""

    def __init__(self, cursor: Any, tables: dict[str, Table]) -> None:
        self._cursor = cursor
        self._tables = tables

    def key(self, name: str) -> tuple[str, ...]:
        """Return the columns of a table's key, none where it has no key."""
        return self._tables[name].key

    def merge(self, name: str, frame: pl.DataFrame, complete: pl.DataFrame | None = None) -> Counts:
        """Merge a frame into `schema.table`; rows of the subjects in `complete` that it lacks are gone.

        `complete` has the columns that name a subject, such as playlist_id, and `at`, the time of the reading.
        """
        table = self._tables[name]
        rows = fit(frame, table)
        self._stage(table, rows)
        scope = self._complete(table, complete)
        counts = self._apply(table, rows.columns, scope)
        self._execute("drop table if exists stage, complete")
        return _verified(name, rows.height, counts)

    def _stage(self, table: Table, rows: pl.DataFrame) -> None:
        self._execute(statements.create_stage(table, rows.columns))
        self._ingest("stage", rows)

    def _complete(self, table: Table, complete: pl.DataFrame | None) -> list[str] | None:
        if complete is None:
            return None
        scope = [column for column in complete.columns if column != "at"]
        types = ", ".join(f'"{column}" {statements.stage_type(table, column)}' for column in scope)
        self._execute(f"create temp table complete ({types}, at timestamptz) on commit drop")
        at = pl.col("at").cast(pl.Datetime("us", "UTC"))
        self._ingest("complete", complete.select(*scope, at).unique(subset=scope, keep="last"))
        return scope

    def _apply(self, table: Table, columns: list[str], scope: list[str] | None) -> dict[str, int]:
        if "valid_to" in table.columns and scope:
            forget, keep = statements.keep_history(table, columns, scope)
            self._execute(forget)
            return self._count(keep)
        removed = self._count(statements.remove_gone(table, scope)) if scope else {}
        statement = statements.upsert(table, columns) if table.key else statements.append(table, columns)
        return removed | self._count(statement)

    def _ingest(self, name: str, rows: pl.DataFrame) -> None:
        if rows.height:
            with translated_adbc():
                self._cursor.adbc_ingest(name, rows, mode="append", temporary=True)

    def _execute(self, statement: str) -> None:
        with translated_adbc():
            self._cursor.execute(statement)

    def _count(self, statement: str) -> dict[str, int]:
        self._execute(statement)
        with translated_adbc():
            return pl.DataFrame(self._cursor.fetch_arrow()).row(0, named=True)


@contextmanager
def loading(database: Database, names: list[str]) -> Iterator[Load]:
    """Yield a Load for these tables; commits at the end, keeps nothing on an error; raises DatabaseError."""
    with transaction(database) as connection:
        tables = {name: describe(connection, name) for name in names}
    with connect_adbc(database) as adbc, adbc.cursor() as cursor:
        load = Load(cursor, tables)
        # A long reader elsewhere must not make everyone queue behind this run, and the joins are large.
        load._execute("set local lock_timeout = '60s'")
        load._execute("set local work_mem = '128MB'")
        yield load
        with translated_adbc():
            adbc.commit()


def _verified(name: str, read: int, found: dict[str, int]) -> Counts:
    staged, written = found["staged"], found["inserted"] + found["updated"]
    if staged != read or written > read:
        raise DatabaseError(f"{name}: {read} rows were read, {staged} reached Postgres and {written} were written.")
    return Counts(read, found["inserted"], found["updated"], read - written, found.get("removed", 0))
