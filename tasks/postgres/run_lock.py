"""One run at a time on a database: a lock of the session, and beside it a row that says whose it is.

Postgres takes an advisory lock back when the connection that holds it ends, however it ends, so a dead run is never in
the way. Its row in etl.open_runs stays: whoever has the lock next knows for certain that it is dead. The lock belongs
to a session: behind a pooler that hands out connections by transaction there is none.
"""

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from tasks.postgres.connect import DatabaseError
from tasks.postgres.database import Database
from tasks.postgres.lasting import Lasting

# Any number will do as long as no other program on the server locks with it: the letters "etlr".
LOCK = 0x65746C72

# A host that is gone without a word, as after a power cut, is noticed in two minutes and not in the usual two hours;
# and a server that ends idle sessions must spare this one.
SETTINGS = """
select set_config(name, wanted, false)
from pg_settings
join (
    values
        ('application_name', %s),
        ('tcp_keepalives_idle', '60'), ('tcp_keepalives_interval', '15'), ('tcp_keepalives_count', '4'),
        ('idle_session_timeout', '0')
) as w (name, wanted) using (name)
"""

HELD = """
    from pg_locks as l
    where l.locktype = 'advisory' and l.classid = 0 and l.objid = %s and l.objsubid = 1 and l.granted
        and l.database = (select oid from pg_database where datname = current_database())
"""

# Everybody may read the name of a session; who holds the lock has it before there is a row.
PREFIX = "spotify-etl run "

HOLDER = f"""
select
    coalesce(substring(a.application_name from '^{PREFIX}(.*)$'), ''),
    o.process,
    o.host,
    o.since,
    coalesce(o.since < now() - interval '1 day', false)
from (select l.pid {HELD}) as held
join pg_stat_activity as a using (pid)
left join etl.open_runs as o on a.application_name = '{PREFIX}' || o.run_id
"""

IS_MINE = f"select exists (select {HELD} and l.pid = pg_backend_pid())"

SIGN = """
insert into etl.open_runs (run_id, process, host)
values (%s, %s, %s)
on conflict (run_id) do update
    set (process, host, since, ended) = (excluded.process, excluded.host, excluded.since, null)
"""

SIGN_OFF = "delete from etl.open_runs where run_id = %s and ended is null"

# Its own row alone: nobody else has been here.
UNDISTURBED = "select coalesce(array_agg(run_id), '{}') = array[%s] from etl.open_runs"


class OvertakenError(DatabaseError):
    """The lock was lost with its connection, and another run has had it since; the message is for the person."""


@dataclass(frozen=True)
class Holder:
    """The run that holds a lock, without a time where it has not begun; `is_stuck` = for more than a day."""

    database: Database
    run_id: str = ""
    process: int | None = None
    host: str | None = None
    since: datetime | None = None
    is_stuck: bool = False

    def __str__(self) -> str:
        if not self.since:
            return f"run {self.run_id} (on {self.database})" if self.run_id else f"another program (on {self.database})"
        return (
            f"run {self.run_id} (on {self.database}, process {self.process} of {self.host}, "
            f"since {self.since:%Y-%m-%d %H:%M} UTC)"
        )


class RunLock:
    """The lock of one run on one database, on a connection of its own. Not thread-safe.

    Two addresses may lead to the same database: the run that holds the lock itself is not in its own way.
    """

    def __init__(self, database: Database, run_id: str) -> None:
        self.database = database
        self._run_id = run_id
        self._session = Lasting(database)
        self._has_signed = False

    def take(self) -> Holder | None:
        """Take the lock and return None, or return who has it, at once; raises DatabaseError."""
        holder = self._session.call(_take, self._run_id)
        if holder is None or holder[0] == self._run_id:
            return None
        return Holder(self.database, *holder)

    def give_back(self) -> None:
        """Let go of the lock, for as long as another is missing; raises DatabaseError."""
        self._session.call(_run, "select pg_advisory_unlock_all()")

    def sign(self) -> None:
        """Say whose the lock is; raises DatabaseError."""
        self._session.call(_run, SIGN, self._run_id, os.getpid(), socket.gethostname())
        self._has_signed = True

    def dead(self) -> dict[str, dict[str, Any] | None]:
        """Return the runs that never came to their end here, each with the end that LOGGING has yet to hear of."""
        query = "select run_id, ended from etl.open_runs where run_id <> %s"
        return dict(self._session.call(_rows, query, self._run_id))

    def forget(self, run_ids: list[str]) -> None:
        """Forget runs that are dead, once their end is logged."""
        self._session.call(_run, "delete from etl.open_runs where run_id = any(%s)", run_ids)

    def keep(self) -> None:
        """Make sure that the lock is held, and take it again where its connection was lost; raises OvertakenError."""
        if self._session.call(_one, IS_MINE, LOCK):
            return
        if holder := self.take():
            raise OvertakenError(_overtaken(str(holder)))
        if not self._session.call(_one, UNDISTURBED, self._run_id):
            raise OvertakenError(_overtaken(f"another run (on {self.database})"))

    def leave_word(self, ended: Mapping[str, Any]) -> None:
        """Leave the last row of the log to the next run, where LOGGING is out of reach; raises DatabaseError."""
        self._session.call(_run, "update etl.open_runs set ended = %s where run_id = %s", Jsonb(ended), self._run_id)

    def close(self) -> None:
        """End the run here and let the next one in; where Postgres is gone, the lock went with it."""
        if self._has_signed:
            with suppress(DatabaseError):
                self._session.call(_run, SIGN_OFF, self._run_id)
        self._session.close()


def _take(connection: psycopg.Connection, run_id: str) -> tuple[Any, ...] | None:
    connection.execute(SETTINGS, [PREFIX + run_id])
    if _one(connection, "select pg_try_advisory_lock(%s)", LOCK):
        return None
    # Nobody has it where the lock was given back in between: it is tried again in a moment.
    return connection.execute(HOLDER.encode(), [LOCK]).fetchone() or ("", None, None, None, False)


def _one(connection: psycopg.Connection, query: str, *values: object) -> Any:
    row = connection.execute(query.encode(), values).fetchone()
    return row[0] if row else None


def _rows(connection: psycopg.Connection, query: str, *values: object) -> list[Any]:
    return connection.execute(query.encode(), values).fetchall()


def _run(connection: psycopg.Connection, statement: str, *values: object) -> None:
    connection.execute(statement.encode(), values)


def _overtaken(by: str) -> str:
    return (
        f"The connection that kept other runs away was lost, and {by} came in between: what this run read is not "
        "loaded; run it again."
    )
