"""Patience with a server that is just starting, or was there a moment ago: a restart takes seconds.

libpq's ping tells a server that turns everybody away for now (it starts, stops or recovers) from one that refuses us,
and from none at all (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PQPING).
"""

import time
from collections.abc import Callable
from typing import TypeVar

from psycopg.pq import PGconn, Ping

from tasks.postgres.database import Database

T = TypeVar("T")

STARTING = 30.0
"""Seconds for a server that says that it is not ready: after a crash it reads its log first."""

RESTARTING = 10.0
"""Seconds for a server that was reached before and is not there now."""

_PAUSE = 0.1

# With all that belongs to a connection: where sslmode is what bars the way, no waiting will open it.
_reached: set[Database] = set()

# Servers, by host and port. Who has waited in vain need not wait again for each thing that is done at the end of a run.
_given_up: set[tuple[str, int]] = set()


def patiently(database: Database, attempt: Callable[[], T], failure: type[Exception]) -> T:
    """Return what the attempt to connect returns, made again while its server restarts; raises its last failure."""
    began = time.monotonic()
    while True:
        try:
            return _noted(database, attempt())
        except failure:
            state = Ping(PGconn.ping(database.conninfo().encode()))
            if state == Ping.OK:
                break
            if time.monotonic() - began >= _patience(database, state):
                _given_up.add((database.host, database.port))
                raise
        time.sleep(_PAUSE)
    # It refuses us, or has come up between the attempt and the ping.
    return _noted(database, attempt())


def _noted(database: Database, connection: T) -> T:
    _reached.add(database)
    _given_up.discard((database.host, database.port))
    return connection


def _patience(database: Database, state: Ping) -> float:
    if (database.host, database.port) in _given_up:
        return 0.0
    if state == Ping.REJECT:
        return STARTING
    return RESTARTING if database in _reached else 0.0
