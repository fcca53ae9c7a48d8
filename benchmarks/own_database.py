"""A database of a benchmark's own: on a Postgres that it starts with the usual settings, or on a given server."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg import sql

from tasks.postgres.connect import connect, ensure_database
from tasks.postgres.database import Database
from tasks.postgres.embedded import embedded
from tasks.postgres.migrations import migrate


@contextmanager
def own_database(conninfo: str) -> Iterator[Database]:
    """Yield a migrated database, which is gone afterwards; without a conninfo the server is gone as well."""
    if conninfo:
        yield from _on(Database.from_conninfo(conninfo))
        return
    with TemporaryDirectory() as folder, embedded(Path(folder)) as server:
        yield from _on(server)


def _on(server: Database) -> Iterator[Database]:
    database = server.named(f"benchmark_{uuid.uuid4().hex[:8]}")
    ensure_database(database)
    try:
        migrate(database, {"source", "target", "logging"})
        yield database
    finally:
        with connect(server, autocommit=True) as admin:
            admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(database.name)))


def beside(database: Database) -> psycopg.Connection:
    """Return a connection whose every statement is committed by itself, for what a benchmark does beside."""
    return connect(database, autocommit=True)
