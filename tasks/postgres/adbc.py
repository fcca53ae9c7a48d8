"""The driver of the bulk copy: its connection, and its errors as one sentence."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import adbc_driver_manager
import adbc_driver_postgresql.dbapi
import polars as pl

from tasks.postgres.connect import DatabaseError
from tasks.postgres.database import Database

# Our columns are of Postgres' own types; to learn all others the driver would read the catalog at each connection.
BUILTIN_TYPES = {"adbc.postgresql.type_resolver_mode": "builtin"}


def connect_adbc(database: Database) -> Any:
    """Return an open connection of the driver; raises DatabaseError."""
    with translated_adbc():
        return adbc_driver_postgresql.dbapi.connect(database.conninfo(), BUILTIN_TYPES)


@contextmanager
def translated_adbc() -> Iterator[None]:
    """Turn what the driver says into one DatabaseError sentence."""
    try:
        yield
    # A statement that returns rows runs when they are fetched, and then its error comes through Polars.
    except (adbc_driver_manager.Error, pl.exceptions.ComputeError) as error:
        raise DatabaseError(f"Postgres refused the load: {_reason(str(error))}") from None


def _reason(text: str) -> str:
    found = re.search(r"(?:ERROR|FATAL):\s+(.+)", text)
    return (found[1] if found else text.splitlines()[0]).strip().rstrip(".")
