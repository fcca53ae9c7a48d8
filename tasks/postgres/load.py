"""One load: frames are copied in binary and merged, all in one transaction; a reader sees every row of it or none.

The copy goes through ADBC, which takes Arrow as it is and needs no pyarrow; it brings its own connection, so the whole
load lives on that one. The descriptions of the tables come through psycopg.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby

import polars as pl

from tasks.postgres import statements
from tasks.postgres.adbc import AT_ONCE, connect_adbc
from tasks.postgres.bulk import Bulk
from tasks.postgres.commit import commit
from tasks.postgres.connect import transaction
from tasks.postgres.counts import Counts
from tasks.postgres.database import Database
from tasks.postgres.fit import fit
from tasks.postgres.lock_timeout import LOCK_TIMEOUT
from tasks.postgres.merge import Merging, Part, begin, merge
from tasks.postgres.table import Table, describe

__all__ = ["Counts", "Load", "loading"]


class Load:
    """An open load; see `loading`."""

    def __init__(self, bulk: Bulk, tables: dict[str, Table]) -> None:
        self._bulk = bulk
        self._tables = tables

    def key(self, name: str) -> tuple[str, ...]:
        """Return the columns of a table's key, none where it has no key."""
        return self._tables[name].key

    def merge(self, name: str, frame: pl.DataFrame, complete: pl.DataFrame | None = None) -> Counts:
        """Merge a frame into `schema.table`; rows of the subjects in `complete` that it lacks are gone.

        `complete` has the columns that name a subject, such as playlist_id, and `at`, the time of the reading. Raises
        DatabaseError, also where Postgres did not do with every row what it was told.
        """
        return self.merge_parts(name, [(frame, complete)])

    def merge_parts(self, name: str, parts: Iterable[Part]) -> Counts:
        """Merge at once what comes in parts: equal keys, and all rows of a subject, are in the same part."""
        table, counts = self._tables[name], Counts()
        fitted = ((fit(frame, table), complete) for frame, complete in parts)
        for (columns, _), alike in groupby(fitted, _columns):
            counts += merge(self._bulk, table, columns, alike)
        return counts

    def merge_together(self, parts: Iterable[Mapping[str, Part]]) -> dict[str, Counts]:
        """Merge parts of several tables as they come: Postgres takes one in while the next is made.

        Equal keys of a table, and all rows of a subject, are in the same part.
        """
        under_way: dict[str, Merging] = {}
        counts: dict[str, Counts] = {}

        def finish(name: str) -> None:
            counts[name] = counts.get(name, Counts()) + under_way.pop(name).finish()

        for part in parts:
            for name, (frame, complete) in part.items():
                rows = fit(frame, self._tables[name])
                if name in under_way and under_way[name].columns != rows.columns:
                    finish(name)
                if name not in under_way:
                    under_way[name] = begin(self._bulk, self._tables[name], rows.columns, complete, large=True)
                under_way[name].take([(rows, complete)])
        for name in list(under_way):
            finish(name)
        return counts


def _columns(part: Part) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    rows, complete = part
    return tuple(rows.columns), None if complete is None else tuple(complete.columns)


@contextmanager
def loading(database: Database, names: list[str]) -> Iterator[Load]:
    """Yield a Load for these tables; commits at the end, keeps nothing on an error; raises DatabaseError."""
    with transaction(database) as connection:
        tables = {name: describe(connection, name) for name in names}
    with connect_adbc(database) as adbc, adbc.cursor(adbc_stmt_kwargs=AT_ONCE) as cursor:
        bulk = Bulk(cursor, database)
        for statement in (LOCK_TIMEOUT, *statements.SETTINGS, statements.FORGET_DELETED):
            bulk.execute(statement)
        yield Load(bulk, tables)
        commit(adbc, cursor, database)
