"""From SOURCE into the stage, and from the stage into the table: what differs is written, what is gone is deleted."""

from typing import Any

import psycopg
from psycopg import errors

from tasks.postgres.connect import DatabaseError
from tasks.postgres.counts import Counts, verified
from tasks.postgres.extracts import statements
from tasks.postgres.extracts.columns import Columns
from tasks.postgres.extracts.extract import Extract
from tasks.postgres.extracts.snapshot import Snapshot
from tasks.postgres.extracts.target import Target
from tasks.postgres.models.references import ModelError


class Merge:
    """One extract between an open snapshot of SOURCE and an open transaction on TARGET."""

    def __init__(
        self, there: Snapshot, here: psycopg.Connection, extract: Extract, columns: Columns, target: Target
    ) -> None:
        self._there, self._here = there, here
        self._extract, self._columns, self._target = extract, columns, target

    def fill(self) -> Counts:
        """Copy everything into the empty table; raises ModelError where a key comes twice."""
        try:
            read = self._copy(self._target.name, None)
        except (errors.UniqueViolation, errors.NotNullViolation) as error:
            if self._extract.is_table:
                raise
            raise ModelError(_not_one_row(self._extract, error.diag.message_detail or str(error))) from None
        if read:
            # The marts are planned by these statistics; autovacuum cannot see the rows before the commit.
            self._here.execute(f"analyze {self._target.name}".encode())
        return Counts(read=read, inserted=read)

    def replace(self) -> Counts:
        """Make the table hold what SOURCE does: nothing is rewritten that is the same."""
        self._stage(None)
        removed = 0 if self._extract.keeps else self._delete(statements.delete_missing(self._extract, self._target))
        return self._merge(removed)

    def add(self, since: str, deleted_since: str) -> Counts:
        """Merge what may have changed since a watermark, and delete what SOURCE deleted since a time."""
        self._stage(since)
        return self._merge(self._follow_deletions(deleted_since) if self._extract.is_table else 0)

    def watermark(self, relation: str) -> str | None:
        """Return the greatest value of the incremental column in the table, or in the stage."""
        now = self._there.now.isoformat()
        row = self._row(statements.highest(self._extract, self._columns, relation, now))
        return None if row[0] is None else str(row[0])

    def lacks_or_exceeds(self) -> str:
        """Return how the rows of both sides differ in number, nothing where they do not."""
        if self._extract.keeps:
            return ""
        there = self._there.count(self._extract)
        here = self._row(f"select count(*) from {self._target.name}")[0]
        return "" if there == here else f"SOURCE has {there} rows and TARGET had {here} after the changes"

    def clear(self) -> None:
        """Drop the stage."""
        self._here.execute(f"drop table if exists {statements.STAGE}, {statements.GONE}".encode())

    def _stage(self, since: str | None) -> None:
        self.clear()
        names = self._columns.names
        self._here.execute(statements.create_like(statements.STAGE, self._target, names).encode())
        self._read = self._copy(statements.STAGE, since)
        self._here.execute(f"analyze {statements.STAGE}".encode())
        self._require_one_row_a_key()

    def _require_one_row_a_key(self) -> None:
        # Of a table SOURCE itself has seen to it.
        found = None if self._extract.is_table else self._row(statements.doubled(self._extract))
        if found:
            raise ModelError(_not_one_row(self._extract, f"there is more than one {found[0]}, or it is null"))

    def _merge(self, removed: int) -> Counts:
        inserted, updated, unchanged = self._row(statements.judge(self._extract, self._columns, self._target))
        if inserted or updated:
            written = self._row(statements.upsert(self._extract, self._columns, self._target))
            if written != (inserted, updated):
                raise DatabaseError(
                    f"{self._extract.target}: {inserted} new and {updated} changed rows, but {written} were written."
                )
        found = {"inserted": inserted, "updated": updated, "unchanged": unchanged, "removed": removed}
        return verified(self._extract.target, self._read, found)

    def _follow_deletions(self, since: str) -> int:
        self._here.execute(statements.create_like(statements.GONE, self._target, self._extract.key).encode())
        copy = statements.copy_in(statements.GONE, self._extract.key, "text")
        gone = self._there.pour(self._extract, statements.copy_deleted(self._extract, since), self._here, copy)
        return self._delete(statements.delete_gone(self._extract, self._target)) if gone else 0

    def _copy(self, relation: str, since: str | None) -> int:
        form = self._form()
        copy = statements.copy_in(relation, self._columns.names, form)
        out = statements.copy_out(self._extract, self._columns, since, form)
        return self._there.pour(self._extract, out, self._here, copy)

    def _form(self) -> str:
        """Return binary where both sides have the same types of Postgres' own, else text."""
        own = {name: self._target.table.columns[name] for name in self._columns.names}
        return "binary" if own == self._columns.source and self._columns.is_plain else "text"

    def _delete(self, statement: str) -> int:
        return self._here.execute(statement.encode()).rowcount

    def _row(self, statement: str) -> tuple[Any, ...]:
        return self._here.execute(statement.encode()).fetchone() or ()


def _not_one_row(extract: Extract, detail: str) -> str:
    key = " x ".join(extract.key)
    return f"{extract.file}: its key {key} does not name one row: {detail.rstrip('.')}. Nothing was extracted."
