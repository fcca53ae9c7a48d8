"""A commit whose answer is lost: Postgres is asked what became of it, so that nothing is loaded or reported twice.

Between the commit and its acknowledgement a connection can break. The number of the transaction tells afterwards
whether it was kept (https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT).
"""

import time
from typing import Any

import polars as pl

from tasks.postgres.adbc import translated_adbc
from tasks.postgres.connect import PassingError, transaction
from tasks.postgres.database import Database

_SETTLED_WITHIN = 10.0
"""Seconds for a process of Postgres that has yet to notice that nobody listens to it any more."""


def commit(adbc: Any, cursor: Any, database: Database) -> None:
    """Commit what the driver's connection has under way; raises DatabaseError where it was not kept."""
    number = _transaction_number(cursor, database)
    try:
        with translated_adbc(database):
            adbc.commit()
    except PassingError:
        if number is None or not _was_kept(database, number):
            raise


def _transaction_number(cursor: Any, database: Database) -> str | None:
    """Return the number of the transaction, None for one that has changed nothing."""
    with translated_adbc(database):
        cursor.execute("select pg_current_xact_id_if_assigned()::text as number")
        number: str | None = pl.DataFrame(cursor.fetch_arrow()).item()
    return number


def _was_kept(database: Database, number: str) -> bool:
    deadline = time.monotonic() + _SETTLED_WITHIN
    while (status := _status(database, number)) == "in progress" and time.monotonic() < deadline:
        time.sleep(0.1)
    return status == "committed"


def _status(database: Database, number: str) -> str | None:
    with transaction(database) as connection:
        row = connection.execute("select pg_xact_status(%s::xid8)", [number]).fetchone()
    return row[0] if row else None
