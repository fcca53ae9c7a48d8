"""The driver of the bulk copy: its connection, and its errors as one sentence."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import adbc_driver_manager
import adbc_driver_postgresql.dbapi
import polars as pl

from tasks.postgres import complaints
from tasks.postgres.connect import DatabaseError, refusal
from tasks.postgres.database import Database
from tasks.postgres.patience import patiently

# Our columns are of Postgres' own types; to learn all others the driver would read the catalog at each connection.
BUILTIN_TYPES = {"adbc.postgresql.type_resolver_mode": "builtin"}

AT_ONCE = {"adbc.postgresql.use_copy": "false"}
"""For a cursor whose queries run when they are executed and not when their few rows are fetched: else what Postgres
refuses comes through Polars, and without an SQLSTATE."""


def connect_adbc(database: Database) -> Any:
    """Return an open connection of the driver, waiting for a server that restarts; raises DatabaseError."""

    def attempt() -> Any:
        return adbc_driver_postgresql.dbapi.connect(database.conninfo(), BUILTIN_TYPES)

    try:
        return patiently(database, attempt, adbc_driver_manager.Error)
    except adbc_driver_manager.Error as error:
        raise DatabaseError(complaints.unreachable(database, _reason(error))) from None


@contextmanager
def translated_adbc(database: Database | None = None) -> Iterator[None]:
    """Turn what the driver says into one DatabaseError sentence, which names the database where it is given."""
    try:
        yield
    # A query without AT_ONCE runs when its rows are fetched, and then its error comes through Polars.
    except (adbc_driver_manager.Error, pl.exceptions.ComputeError) as error:
        raise refusal(database, _sqlstate(error), _reason(error)) from None


def _sqlstate(error: Exception) -> str:
    """Return the SQLSTATE, which is empty where it is libpq who speaks: the connection is lost."""
    told = re.search(r"SQLSTATE: (\w{5})", str(error))
    return str(getattr(error, "sqlstate", None) or (told[1] if told else "" if _is_lost(error) else "no SQLSTATE"))


def _is_lost(error: Exception) -> bool:
    status = getattr(error, "status_code", None)
    return status == adbc_driver_manager.AdbcStatusCode.IO or "server closed the connection" in str(error)


def _reason(error: Exception) -> str:
    told: dict[bytes, bytes] = dict(getattr(error, "details", None) or [])
    if primary := told.get(b"PG_DIAG_MESSAGE_PRIMARY"):
        return complaints.first_line(primary.decode(errors="replace"))
    found = re.search(r"(?:ERROR|FATAL):\s+(.+)", str(error))
    return complaints.first_line(found[1] if found else str(error)).removeprefix("IO: ").removeprefix("[libpq] ")
