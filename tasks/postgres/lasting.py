"""A connection for as long as a process runs: opened when it is first needed, and again where it was lost.

Between two uses half an hour may pass, and firewalls and proxies forget a connection that long idle.
"""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import psycopg

from tasks.postgres.connect import connect, translated
from tasks.postgres.database import Database

P = ParamSpec("P")
T = TypeVar("T")

# A row that somebody has locked and forgotten is an error, and not a wait without end; and a statement must see what
# others wrote while it waited, whatever the server's own default is.
_SETTINGS = {"statement_timeout": "30s", "default_transaction_isolation": "read committed"}


class Lasting:
    """A connection on which each call is a transaction of its own. Not thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: psycopg.Connection | None = None

    def call(self, function: Callable[Concatenate[psycopg.Connection, P], T], *args: P.args, **named: P.kwargs) -> T:
        """Return function(connection, …); asked again where the connection was lost. Raises DatabaseError."""
        with translated(self._database):
            connection = self._opened()
            try:
                return function(connection, *args, **named)
            except psycopg.OperationalError:
                if not connection.closed:
                    raise
            # Lost, perhaps only after Postgres had done it: what is called here may be done twice.
            return function(self._opened(), *args, **named)

    def close(self) -> None:
        """Close the connection; the next call opens another."""
        if self._connection:
            self._connection.close()

    def _opened(self) -> psycopg.Connection:
        if self._connection is None or self._connection.closed:
            self._connection = connect(self._database, autocommit=True)
            for name, value in _SETTINGS.items():
                self._connection.execute("select set_config(%s, %s, false)", [name, value])
        return self._connection
