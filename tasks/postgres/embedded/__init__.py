"""A Postgres of one's own under DATA_DIR, for whom no other is configured: nothing to install, nothing to start.

It runs as long as somebody uses it. Whoever comes first starts it, others join (threads and processes alike), and it
is stopped with the last, however that one ends: by return, exception, Ctrl-C, SIGTERM or kill -9. See lock.py
for how that is known, and process.py for who stops it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg.conninfo import make_conninfo

from tasks.postgres.database import Database
from tasks.postgres.embedded.error import EmbeddedError

__all__ = ["EmbeddedError", "embedded", "psql_command", "running"]

SEARCH_PATH = "marts,staging,spotify,etl,public"


@contextmanager
def embedded(data_dir: Path) -> Iterator[Database]:
    """Run a Postgres 18 whose data lie in `data_dir`/postgres, and yield its database "spotify".

    Cold (with initdb) a second, warm a fifth of it, joining less. Raises EmbeddedError with one sentence for the user.
    """
    if sys.platform == "win32":
        raise EmbeddedError("The embedded Postgres needs Linux or macOS: on Windows use WSL or set TARGET_SERVER_NAME.")
    from tasks.postgres.embedded.folder import Folder
    from tasks.postgres.embedded.use import used

    folder = Folder(data_dir.resolve())
    folder.create()
    with used(folder) as database:
        yield database


def running(data_dir: Path) -> Database:
    """Return the database of the server that runs under `data_dir`, which is not held; raises EmbeddedError."""
    from tasks.postgres.embedded.folder import USER, Folder
    from tasks.postgres.embedded.status import HOST, is_ready, running_port

    folder = Folder(data_dir.resolve())
    if not is_ready(folder):
        raise EmbeddedError(f"The embedded Postgres under {data_dir} is not running: it lives as long as a run")
    return Database(HOST, running_port(folder), USER, USER, folder.password(), sslmode="disable")


def psql_command(data_dir: Path) -> list[str]:
    """Return the command that opens psql on a running `embedded(data_dir)`; the password stays in its file."""
    from tasks.postgres.embedded.binaries import program
    from tasks.postgres.embedded.folder import USER, Folder
    from tasks.postgres.embedded.status import HOST, running_port

    folder = Folder(data_dir.resolve())
    conninfo = make_conninfo(
        host=HOST,
        port=running_port(folder),
        user=USER,
        dbname=USER,
        passfile=str(folder.passfile),
        sslmode="disable",
        options=f"-c search_path={SEARCH_PATH}",
    )
    return [program("psql"), f"--dbname={conninfo}"]
