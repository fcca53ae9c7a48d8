"""What a merge does, in its order: into an empty table straight away, into any other through a stage."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import polars as pl

from tasks.postgres import statements
from tasks.postgres.bulk import Bulk
from tasks.postgres.counts import Counts, verified
from tasks.postgres.fit import HAS, without_flags
from tasks.postgres.stage import LARGE, Stage, open_stage
from tasks.postgres.table import Table

Part = tuple[pl.DataFrame, pl.DataFrame | None]


@dataclass
class Merging:
    """A merge under way: parts are taken as they come, and merged when all have come."""

    bulk: Bulk
    table: Table
    columns: Sequence[str]
    stage: Stage | None
    read: int = 0

    def take(self, parts: Iterable[Part]) -> None:
        """Copy parts; raises DatabaseError."""
        if self.stage:
            self.stage.take(parts)
        else:
            # In the order of the key, or every row would go to another page of the index.
            rows = (without_flags(rows).sort(self.table.key) for rows, _ in parts)
            self.read += self.bulk.copy(self.table.name, rows)

    def finish(self) -> Counts:
        """Merge what has come, and return what became of it; raises DatabaseError."""
        if self.stage:
            counts = apply_stage(self.bulk, self.table, self.columns, self.stage)
            self.stage.drop()
            return counts
        # Nothing was stored that could be the same, or be gone.
        _look_over(self.bulk, self.table, self.read)
        found = self.bulk.row(f"select count(*) as inserted from {self.table.name}")
        return verified(self.table.name, self.read, found)


def merge(bulk: Bulk, table: Table, columns: Sequence[str], parts: Iterable[Part]) -> Counts:
    """Merge parts that have these columns, all of them with the same subjects or all without; raises DatabaseError.

    Equal keys, and all rows of a subject, come in one part; memory holds a part, or LARGE rows of smaller ones.
    """
    pending = iter(parts)
    first = _until(pending, LARGE)
    height = sum(rows.height for rows, _ in first)
    merging = begin(bulk, table, columns, first[0][1], large=height >= LARGE)
    merging.take(chain(_let_go(first), pending))
    return merging.finish()


def begin(bulk: Bulk, table: Table, columns: Sequence[str], complete: pl.DataFrame | None, *, large: bool) -> Merging:
    """Return a merge of parts that have these columns and, like `complete`, subjects or none; raises DatabaseError."""
    if table.key:
        # Readers go on. Another writer would make the counts untrue between two statements.
        bulk.execute(f"lock table {table.name} in share row exclusive mode")
        if _is_straight(table, columns) and bulk.row(statements.is_empty(table))["is_empty"]:
            return Merging(bulk, table, columns, None)
    return Merging(bulk, table, columns, open_stage(bulk, table, columns, complete, large=large))


def _is_straight(table: Table, columns: Sequence[str]) -> bool:
    # jsonb must be cast on its way, see POLARS_TYPES.
    return not any(table.columns.get(column) == "jsonb" for column in columns)


def _until(parts: Iterator[Part], height: int) -> list[Part]:
    """Take parts until they have so many rows together, and one at least."""
    taken = [next(parts)]
    while sum(rows.height for rows, _ in taken) < height and (part := next(parts, None)):
        taken.append(part)
    return taken


def _let_go(parts: list[Part]) -> Iterator[Part]:
    """Yield parts and hold them no longer."""
    while parts:
        yield parts.pop(0)


def apply_stage(bulk: Bulk, table: Table, columns: Sequence[str], stage: Stage) -> Counts:
    """Merge what is staged; raises DatabaseError."""
    stage.settle()
    found = _applied(bulk, table, columns, stage)
    _look_over(bulk, table, found["inserted"] + found["updated"])
    return verified(table.name, stage.read, found)


def _applied(bulk: Bulk, table: Table, columns: Sequence[str], stage: Stage) -> dict[str, int]:
    own = [column for column in columns if not column.startswith(HAS)]
    if not table.key:
        return bulk.row(statements.append(table, own, stage.name))
    if "valid_to" in table.columns and stage.scope:
        return _history(bulk, table, own, stage)
    removed = bulk.row(statements.remove_gone(table, stage.scope, stage.name)) if stage.scope else {}
    found = _compared(bulk, statements.compare(table, columns, stage.name))
    if found["differing"]:
        found |= bulk.row(statements.update_changed(table, columns, stage.name))
    if found["new"]:
        found |= bulk.row(statements.insert_new(table, columns, stage.name))
    return found | removed


def _history(bulk: Bulk, table: Table, own: Sequence[str], stage: Stage) -> dict[str, int]:
    """End and begin intervals.

    An interval that began at this very reading is forgotten instead of being ended, so that reading the same day twice
    leaves no interval without length.
    """
    scope = stage.scope or []
    bulk.row(statements.forget(table, own, scope, stage.name))
    ended = bulk.row(statements.end_gone(table, own, scope, stage.name))
    found = _compared(bulk, statements.compare_open(table, own, stage.name))
    begun = bulk.row(statements.begin(table, own, stage.name)) if found["new"] else {}
    return found | ended | begun


def _compared(bulk: Bulk, comparison: str) -> dict[str, int]:
    bulk.execute(comparison)
    found = bulk.row(statements.COMPARED) | {"inserted": 0, "updated": 0}
    if found["staged"] >= LARGE:  # or a few places would be looked for by reading the whole stage
        bulk.execute("analyze compared")
    return found


def _look_over(bulk: Bulk, table: Table, written: int) -> None:
    # The marts are built, and the next load planned, before autovacuum gets round to it.
    if written >= LARGE:
        bulk.execute(statements.analyze(table.name, []))
