"""A connection that outlives what firewalls and restarts do to it."""

from contextlib import closing

import psycopg
import pytest

from tasks.postgres.connect import DatabaseError, transaction
from tasks.postgres.database import Database
from tasks.postgres.lasting import Lasting


def _backend(connection: psycopg.Connection) -> int:
    row = connection.execute("select pg_backend_pid()").fetchone()
    return int(row[0]) if row else 0


def _setting(connection: psycopg.Connection, name: str) -> str:
    row = connection.execute("select current_setting(%s)", [name]).fetchone()
    return str(row[0]) if row else ""


def test_one_connection_serves_all_calls(database: Database) -> None:
    """Each call is a transaction of its own, and none waits for a lock for ever."""
    with closing(Lasting(database)) as lasting:
        assert lasting.call(_backend) == lasting.call(_backend)
        assert ("30s", "read committed") == tuple(
            lasting.call(_setting, name) for name in ("statement_timeout", "transaction_isolation")
        )


def test_a_lost_connection_is_opened_again(database: Database) -> None:
    """Whoever calls does not notice."""
    with closing(Lasting(database)) as lasting:
        lost = lasting.call(_backend)
        with transaction(database) as connection:
            connection.execute("select pg_terminate_backend(%s, 10000)", [lost])
        assert lost != lasting.call(_backend)


def test_a_refusal_is_one_sentence_and_not_asked_again(database: Database) -> None:
    """A connection that is there has nothing to be opened for."""
    asked = []

    def cancelled(connection: psycopg.Connection) -> None:
        asked.append(1)
        connection.execute("set statement_timeout = '1ms'; select pg_sleep(5)")

    with closing(Lasting(database)) as lasting, pytest.raises(DatabaseError, match=r"refused: canceling statement"):
        lasting.call(cancelled)
    assert [1] == asked


def test_nothing_is_opened_before_it_is_needed(database: Database) -> None:
    """A server that is not there is a DatabaseError when it is asked, and only then."""
    lasting = Lasting(database.named("never_made"))
    lasting.close()
    with pytest.raises(DatabaseError, match=r"never_made.* cannot be reached"):
        lasting.call(_backend)
