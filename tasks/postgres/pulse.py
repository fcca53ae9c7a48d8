"""A sign of life that ends with its process, however that ends: a session of Postgres's, known by its name.

A run that loses its machine tells nobody. Postgres notices that its connection is gone, at once where the process
died, and in two minutes where the whole machine did.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg

from tasks.postgres.connect import DatabaseError, transaction
from tasks.postgres.database import Database
from tasks.postgres.lasting import Lasting
from tasks.postgres.run_lock import SETTINGS

PREFIX = "spotify-etl shard "

EVERY = 10.0
"""Seconds between two beats; a connection that was lost is opened again with the next."""

BEATING = """
select substring(application_name from length(%(prefix)s::text) + 1)
from pg_stat_activity
where datname = current_database() and starts_with(application_name, %(prefix)s)
"""


@contextmanager
def pulse(database: Database, name: str) -> Iterator[None]:
    """Be alive under a name (a UUID, for Postgres cuts names after 63 bytes) for as long as the block lasts."""
    over, beaten = threading.Event(), threading.Event()
    heart = threading.Thread(target=_beat, args=(database, PREFIX + name, over, beaten), daemon=True)
    heart.start()
    beaten.wait(EVERY)
    try:
        yield
    finally:
        over.set()
        heart.join()


def alive(database: Database) -> set[str]:
    """Return the names under which somebody is alive; raises DatabaseError."""
    with transaction(database) as connection:
        return {name for (name,) in connection.execute(BEATING, {"prefix": PREFIX}).fetchall()}


def _beat(database: Database, name: str, over: threading.Event, beaten: threading.Event) -> None:
    heart = Lasting(database)
    while True:
        with suppress(DatabaseError):  # whoever needs the database for more than this says what is wrong with it
            heart.call(_sign, name)
        beaten.set()
        if over.wait(EVERY):
            return heart.close()


def _sign(connection: psycopg.Connection, name: str) -> None:
    connection.execute(SETTINGS, [name])
