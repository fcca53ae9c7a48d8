"""What queries answer, as Polars frames; for answers that fit on a page."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import psycopg

from tasks.postgres.connect import transaction
from tasks.postgres.database import Database

# By the name of the type, https://www.postgresql.org/docs/current/catalog-pg-type.html; any other is text or an error.
KINDS = {
    "text": pl.String(),
    "bool": pl.Boolean(),
    "int4": pl.Int64(),
    "int8": pl.Int64(),
    "float8": pl.Float64(),
    "date": pl.Date(),
    "timestamptz": pl.Datetime("us", "UTC"),
}


def read_frames(
    database: Database, queries: Mapping[str, str], values: Mapping[str, Any], seconds: float = 60
) -> dict[str, pl.DataFrame]:
    """Return a frame for each query, all of one moment; raises DatabaseError, also where one takes too long."""
    with transaction(database) as connection:
        connection.execute("set transaction isolation level repeatable read, read only")
        connection.execute(f"set local statement_timeout = {int(seconds * 1000)}; set local jit = off".encode())
        return {name: _read(connection, query, values) for name, query in queries.items()}


def _read(connection: psycopg.Connection, query: str, values: Mapping[str, Any]) -> pl.DataFrame:
    cursor = connection.execute(query.encode(), values)
    types = connection.adapters.types
    columns = [(one.name, types[one.type_code].name) for one in cursor.description or ()]
    return pl.DataFrame(cursor.fetchall(), {name: KINDS[kind] for name, kind in columns}, orient="row")
