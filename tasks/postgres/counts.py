"""What became of the rows of a table: every one that was read is accounted for, or nothing is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass

from tasks.postgres.connect import DatabaseError


@dataclass(frozen=True)
class Counts:
    """What became of the rows of one table: read = inserted + updated + unchanged + rejected.

    `removed` were stored before and are gone now, `rejected` are in etl.rejected_rows.
    """

    read: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    rejected: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def changed(self) -> int:
        """Rows written."""
        return self.inserted + self.updated + self.removed


def verified(name: str, read: int, found: Mapping[str, int]) -> Counts:
    """Return what Postgres counted, each number by itself; raises DatabaseError where they do not add up."""
    counts = Counts(read, **{field: found[field] for field in Counts.__dataclass_fields__ if field in found})
    staged, kept = found.get("staged", read), counts.inserted + counts.updated + counts.unchanged
    if not read == staged == kept:
        raise DatabaseError(
            f"{name}: {read:,} rows were read and {staged:,} reached Postgres, of which {counts.inserted:,} were "
            f"inserted, {counts.updated:,} updated and {counts.unchanged:,} found unchanged. That does not add up, so "
            "nothing was loaded: look for triggers, rules and row security on the table."
        )
    return counts
