"""A look from outside at how far a run has come: by what it has locked and written, and by what it has asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import errors

from tasks.postgres.connect import DatabaseError, connect
from tasks.postgres.database import Database
from tasks.postgres.embedded import EmbeddedError
from tasks.postgres.embedded.folder import USER, Folder
from tasks.postgres.embedded.status import HOST, running_port
from tasks.postgres.models.turn import LOCK
from tasks.sandbox import Sandbox

HERE = "database = (select oid from pg_database where datname = current_database())"

# A load locks tables of spotify to write them, a transformation has a lock of its own, and the window is closed, with
# its time noted, before the report; what was loaded has the time of this run.
PHASE = f"""
select case
    when exists (select from pg_locks where locktype = 'advisory' and objid = {LOCK} and granted and {HERE})
        then 'transform'
    when exists (
        select from pg_locks as l
        inner join pg_class as c on c.oid = l.relation
        where c.relnamespace = 'spotify'::regnamespace and l.mode = 'RowExclusiveLock' and {HERE}
    ) then 'load'
    when exists (select from etl.watermarks where resource = 'clock' and value like %(today)s) then 'report'
    when not exists (select from etl.watermarks where resource = 'window') then 'start'
    when exists (select from etl.watermarks where resource = 'playlists themselves' and value like %(today)s)
        then 'between load and report'
    else 'extract'
end
"""


class Watch:
    """A look at a run from outside: its phase by what it has locked and written, and the requests it has made."""

    def __init__(self, sandbox: Sandbox, opened: Callable[[], Database]) -> None:
        self._sandbox = sandbox
        self._opened = opened
        self._today = f"{sandbox.world.date}%"
        self._connection: psycopg.Connection | None = None

    def phase(self) -> str:
        """Return the phase of the run; `start` where there is no database yet."""
        try:
            self._connection = self._connection or connect(self._opened(), autocommit=True)
            row = self._connection.execute(PHASE.encode(), {"today": self._today}).fetchone()
            return str(row[0]) if row else "start"
        except (
            errors.UndefinedTable,
            errors.InvalidSchemaName,
            psycopg.OperationalError,
            DatabaseError,
            EmbeddedError,
        ):
            self.close()
            return "start"

    @property
    def requests(self) -> int:
        """Requests so far, those for tokens included."""
        return len(self._sandbox.log)

    def where(self) -> str:
        """Return the phase in more words: of the extraction, what was asked for last."""
        phase = self.phase()
        return f"{phase} ({self._sandbox.log[-1].path})" if phase == "extract" and self.requests else phase

    def close(self) -> None:
        """Let go of the database."""
        if self._connection:
            self._connection.close()
        self._connection = None


@contextmanager
def watching(sandbox: Sandbox, opened: Callable[[], Database]) -> Iterator[Watch]:
    """Yield a look at runs that read this sandbox into the database that `opened` returns as soon as it is there."""
    watch = Watch(sandbox, opened)
    try:
        yield watch
    finally:
        watch.close()


def running(data_dir: Path) -> Database:
    """Return the embedded database that another process has started; raises EmbeddedError where there is none yet."""
    folder = Folder(data_dir.resolve())
    return Database(HOST, running_port(folder), USER, USER, folder.password(), sslmode="disable")
