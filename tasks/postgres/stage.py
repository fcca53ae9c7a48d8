"""Where rows wait for the merge: an unindexed table that nobody else sees and that goes with the transaction.

Made in the load's own transaction, so that a load that is killed leaves nothing to clean up. Parallel workers cannot
read a temporary table
(https://www.postgresql.org/docs/current/parallel-safety.html), so many rows wait in an unlogged one: its name bears the
number of our process in Postgres, for another load may make its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from tasks.postgres import statements
from tasks.postgres.bulk import Bulk
from tasks.postgres.table import Table

# Rows beyond which a parallel plan is worth the files that an unlogged table needs.
LARGE = 50_000


@dataclass
class Stage:
    """The rows of one merge, and the subjects that were read to the end, at last in the temporary table `complete`."""

    bulk: Bulk
    table: Table
    name: str
    scope: list[str] | None
    read: int = 0
    subjects: list[pl.DataFrame] = field(default_factory=list)

    def take(self, parts: Iterable[tuple[pl.DataFrame, pl.DataFrame | None]]) -> None:
        """Copy rows."""
        self.read += self.bulk.copy(self.name, self._rows(parts))

    def _rows(self, parts: Iterable[tuple[pl.DataFrame, pl.DataFrame | None]]) -> Iterator[pl.DataFrame]:
        """Yield the rows, and keep the subjects until all rows have come."""
        at = pl.col("at").cast(pl.Datetime("us", "UTC"))
        for rows, complete in parts:
            if complete is not None and self.scope is not None:
                self.subjects.append(complete.select(*self.scope, at).unique(subset=self.scope, keep="last"))
            yield rows

    def settle(self) -> None:
        """Copy the subjects, and have Postgres look at what came, or it would take the keys for mostly equal."""
        if self.scope is not None:
            self.bulk.execute(statements.create_complete(self.table, self.scope))
            self.bulk.copy("complete", self.subjects)
        if self.table.key and self.read >= LARGE:
            self.bulk.execute(statements.analyze(self.name, self.table.key))

    def drop(self) -> None:
        """Make room for the next."""
        self.bulk.execute(f"drop table if exists {self.name}, complete, compared")


def open_stage(
    bulk: Bulk, table: Table, columns: Sequence[str], complete: pl.DataFrame | None, *, large: bool
) -> Stage:
    """Return an empty stage with exactly the types of the frames."""
    scope = None if complete is None else [column for column in complete.columns if column != "at"]
    name = f"stage_{table.name.replace('.', '_')}"
    if large:
        name = f"etl.{name}_{bulk.row('select pg_backend_pid() as pid')['pid']}"
    bulk.execute(statements.create_stage(table, columns, name))
    return Stage(bulk, table, name, scope)
