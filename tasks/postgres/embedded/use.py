"""Using the embedded Postgres: who comes first starts it, who leaves last waits until it has stopped."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from psycopg import sql

from tasks.postgres.database import Database
from tasks.postgres.embedded.cluster import last_complaint
from tasks.postgres.embedded.error import EmbeddedError
from tasks.postgres.embedded.folder import USER, Folder
from tasks.postgres.embedded.lock import alone, is_free, is_shared, share, unlock
from tasks.postgres.embedded.server import start, stop
from tasks.postgres.embedded.status import HOST, running_port, wait_until_ready

ATTEMPTS = 5
"""How often a server may break off our first connection: one that is just being killed still accepts it."""
STOP_SECONDS = 10
"""After that a server whose supervisor seems to be gone is asked again."""


@contextmanager
def used(folder: Folder) -> Iterator[Database]:
    """Hold the server; a start that is broken off is a leave like any other."""
    lease = os.open(folder.holders, os.O_RDWR)
    try:
        with alone(folder.lock):
            share(lease)  # waits for a server that is just being stopped
            database = ensure_running(folder)
        yield database
    finally:
        leave(folder, lease)


def leave(folder: Folder, lease: int) -> None:
    """Give the lease up; the last waits for the end of the server, so that DATA_DIR can be removed after us."""
    unlock(lease)
    os.close(lease)
    with suppress(FileNotFoundError), alone(folder.lock):  # DATA_DIR was removed: the supervisor needs no path
        if not is_shared(folder.holders):
            wait_until_stopped(folder)


def ensure_running(folder: Folder) -> Database:
    """Return a database that answers: of the server that runs, or of one that is started now."""
    for _ in range(ATTEMPTS):
        if not wait_until_ready(folder):
            start_and_wait(folder)
        database = Database(HOST, running_port(folder), USER, USER, folder.password(), sslmode="disable")
        try:
            ensure_database(database)
        except psycopg.OperationalError as error:
            refusal = error
            time.sleep(0.1)
        else:
            return database
    raise EmbeddedError(f'The embedded Postgres does not let us in: {refusal} (see "{folder.log}").') from refusal


def start_and_wait(folder: Folder) -> None:
    """Start a server; raises EmbeddedError when it ends instead of answering."""
    start(folder)
    if not wait_until_ready(folder):
        raise EmbeddedError(f"The embedded Postgres did not start: {last_complaint(folder.log)}")


def ensure_database(database: Database) -> None:
    """Create the database when it is missing."""
    with psycopg.connect(database.named("postgres").conninfo(), autocommit=True) as connection:
        known = connection.execute("select from pg_database where datname = %s", (database.name,)).fetchone()
        if known is None:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(database.name)))


def wait_until_stopped(folder: Folder) -> None:
    """Wait for the end that the supervisor brings about."""
    deadline = time.monotonic() + STOP_SECONDS
    while not is_free(folder.server):
        if time.monotonic() > deadline:
            return stop(folder)
        time.sleep(0.01)
    return None
