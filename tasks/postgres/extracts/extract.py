"""What is extracted: a query on SOURCE, the table of TARGET that takes its rows, its key, and what tells of changes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from psycopg import sql

# Row types that can be subtracted from; an overlap of a time is an interval, of a number a number.
TIMES = frozenset({"timestamp with time zone", "timestamp without time zone", "date"})
NUMBERS = frozenset({"smallint", "integer", "bigint", "numeric", "real", "double precision"})

OVERLAPS = {TIMES: "1 hour", NUMBERS: "1000"}


@dataclass(frozen=True)
class Extract:
    """One extract; `is_table` where it is not a query but a table of SOURCE, of the same name in TARGET.

    `mode` is full or incremental; `incremental` the column whose values only grow, `overlap` how far behind its
    watermark is read again, empty = the default of its type; `keeps` says that what SOURCE no longer has stays.
    """

    file: str
    target: str
    query: str
    key: tuple[str, ...]
    mode: str = "incremental"
    incremental: str = ""
    overlap: str = ""
    keeps: bool = False
    is_table: bool = False
    comment: str = ""
    comments: dict[str, str] = field(default_factory=dict)

    def definition(self, columns: dict[str, str]) -> str:
        """Return the digest of everything that decides which rows and values there are."""
        parts = [self.query, repr(columns), repr(self.key), self.incremental, repr(self.keeps)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def quoted(name: str) -> str:
    """Return a name of a column as SQL, whatever letters it has."""
    return sql.Identifier(name).as_string()


def listed(names: Iterable[str], alias: str = "") -> str:
    """Return a list of columns as SQL."""
    return ", ".join(f"{alias}.{quoted(name)}" if alias else quoted(name) for name in names)


def relation(name: str) -> str:
    """Return `schema.table` as SQL."""
    return sql.Identifier(*name.split(".", 1)).as_string()
