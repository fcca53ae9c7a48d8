"""What Postgres itself says of a table: the migrations are the only place where columns and keys are written down."""

from dataclasses import dataclass

import polars as pl
import psycopg

from tasks.postgres.connect import DatabaseError

POLARS_TYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    "text": pl.String,
    "text[]": pl.List(pl.String),
    "jsonb": pl.String,  # copied as text and cast by the merge: binary jsonb begins with a byte for its version
    "integer": pl.Int32,
    "bigint": pl.Int64,
    "double precision": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "timestamp with time zone": pl.Datetime("us", "UTC"),
}

COLUMNS = """
select a.attname, format_type(a.atttypid, a.atttypmod)
from pg_attribute as a
where a.attrelid = to_regclass(%s) and a.attnum > 0 and not a.attisdropped
order by a.attnum
"""

KEY = """
select a.attname
from pg_index as i
inner join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
where i.indrelid = to_regclass(%s) and i.indisprimary
order by array_position(i.indkey::int2[], a.attnum)
"""


@dataclass(frozen=True)
class Table:
    """A table's qualified name, its columns with their Postgres types, and its primary key."""

    name: str
    columns: dict[str, str]
    key: tuple[str, ...]

    def polars_type(self, column: str) -> pl.DataType | type[pl.DataType]:
        """Return the Polars type whose binary form is exactly that of the column."""
        return POLARS_TYPES[self.columns[column]]


def describe(connection: psycopg.Connection, name: str) -> Table:
    """Return what Postgres knows of `schema.table`; raises DatabaseError where it does not exist."""
    columns: dict[str, str] = dict(connection.execute(COLUMNS, [name]).fetchall())
    if not columns:
        raise DatabaseError(
            f"The table {name} is missing although its migration was applied: restore it from a backup."
        )
    return Table(name, columns, tuple(row[0] for row in connection.execute(KEY, [name]).fetchall()))
