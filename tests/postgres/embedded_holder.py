"""A program that uses the embedded Postgres until its standard input ends, and what the tests ask about it.

python embedded_holder.py DATA_DIR: prints the connection string as soon as the server answers. A line on standard input
is run as a query, its first value printed; "raise" ends with an exception.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg

from tasks.postgres.database import Database
from tasks.postgres.embedded import embedded
from tasks.postgres.embedded.folder import Folder
from tasks.postgres.embedded.lock import is_free


def value(database: Database, query: str) -> object:
    """Return the first value of a query."""
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        cursor = connection.execute(query.encode())
        return (cursor.fetchone() or (None,))[0] if cursor.description else None


def hold(data_dir: Path, before: Sequence[str] = ()) -> "subprocess.Popen[str]":
    """Start the program in a process group of its own, after a command that runs it, such as setpriv."""
    return subprocess.Popen(
        [*before, sys.executable, str(Path(__file__)), str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def told(holder: "subprocess.Popen[str]", query: str | None = None) -> str:
    """Return the next line of the program, after having given it a query."""
    assert holder.stdin is not None
    assert holder.stdout is not None
    if query is not None:
        holder.stdin.write(f"{query}\n")
        holder.stdin.flush()
    return holder.stdout.readline().strip()


def becomes_true(condition: Callable[[], bool]) -> bool:
    """Wait at most half a minute for a condition."""
    deadline = time.monotonic() + 30
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


def is_stopped(data_dir: Path) -> bool:
    """Tell whether no process of the server is alive."""
    return is_free(Folder(data_dir.resolve()).server)


def postmaster(data_dir: Path) -> int:
    """Return the process number of the server."""
    return int((data_dir / "postgres" / "cluster" / "postmaster.pid").read_text().split()[0])


def processes(word: str) -> dict[int, str]:
    """Return the processes whose command line has the word, by number; ourselves excepted."""
    commands = {}
    for line in subprocess.run(["ps", "-wweo", "pid=,args="], capture_output=True, text=True, check=True).stdout.split(
        "\n"
    ):
        number, _, command = line.strip().partition(" ")
        if word in command and int(number) != os.getpid():
            commands[int(number)] = command
    return commands


def main(data_dir: str) -> None:
    """Use the server until standard input ends."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with embedded(Path(data_dir)) as database:
        try:
            print(database.conninfo(), flush=True)  # noqa: T201 - inside, for Ctrl-C may follow at once
            for line in sys.stdin:
                if line.strip() == "raise":
                    raise RuntimeError(line)
                print(value(database, line), flush=True)  # noqa: T201
        except KeyboardInterrupt:
            print(value(database, "select 'unwinding'"), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
