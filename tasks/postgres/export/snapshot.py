"""One state of the marts for every file, seen over as many connections as the formats need."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg

from tasks.postgres.adbc import AT_ONCE, connect_adbc, translated_adbc
from tasks.postgres.connect import connect, translated
from tasks.postgres.database import Database
from tasks.postgres.models.turn import take_turn

READ_ONLY = "set transaction isolation level repeatable read, read only"


@contextmanager
def marts_at_rest(database: Database, patience_seconds: float = 600) -> Iterator[psycopg.Connection]:
    """Yield a connection that sees one state of the marts, which nobody replaces meanwhile.

    A swap would give up behind a long reader: so builds wait for exports, and exports for builds. Raises ModelError
    after waiting `patience_seconds`, DatabaseError.
    """
    with translated(database), connect(database, autocommit=True) as connection:
        take_turn(connection, database, patience_seconds, shared=True)
        with connection.transaction():
            connection.execute(READ_ONLY)
            yield connection


@contextmanager
def driver_beside(connection: psycopg.Connection, database: Database) -> Iterator[Any]:
    """Yield a connection of the driver that sees what this one sees; what it says is raised as DatabaseError."""
    snapshot = connection.execute("select pg_export_snapshot()").fetchall()[0][0]
    with translated_adbc(database), closing(connect_adbc(database)) as driver:
        with driver.cursor(adbc_stmt_kwargs=AT_ONCE) as cursor:
            cursor.execute(READ_ONLY)
            cursor.execute(f"set transaction snapshot '{snapshot}'")
        yield driver
