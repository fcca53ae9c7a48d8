"""A temporary Prefect server that begins with a migrated database: to migrate one takes as long as several tests."""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import httpx
import prefect
from prefect.context import _temporary_global_settings_context, get_settings_context
from prefect.events.worker import EventsWorker
from prefect.logging.handlers import APILogWorker
from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from tests.ports import free_port

# What a server does at every start was done when the cache was made, or, for the blocks, is done when one is first
# saved; and nothing here is scheduled or late.
QUICK = {
    "PREFECT_API_DATABASE_MIGRATE_ON_START": "false",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
}

START = "server start --host 127.0.0.1 --log-level ERROR --port"

IDLE = "--no-ui --no-scheduler --no-late-runs"


@contextmanager
def temporary_server(folder: Path, cache: Path, without: str = IDLE, **variables: str) -> Iterator[None]:
    """Run a server with its database in a folder, and make it the one that flows report to.

    `cache` keeps a migrated database for all processes and for the next session; `without` has the options that switch
    services off, `variables` further settings of the server. Prefect's own harness would import the server into every
    process that only talks to one.
    """
    database = folder / "prefect.db"
    shutil.copy(migrated(cache / f"{prefect.__version__}.db"), database)
    with ExitStack() as stack:
        # The heartbeat costs every synchronous flow a second.
        url = stack.enter_context(_started(database, without, variables))
        settings = {PREFECT_API_URL: url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
        stack.enter_context(temporary_settings(settings))
        # For threads, which inherit no context.
        stack.enter_context(_temporary_global_settings_context(get_settings_context()))
        stack.callback(_drain)
        yield


def _drain() -> None:
    """Let everything that Prefect sends in the background arrive while there is a server."""
    for sender in (APILogWorker, EventsWorker):
        sender.drain_all(timeout=10)


@contextmanager
def _started(database: Path, without: str, variables: Mapping[str, str]) -> Iterator[str]:
    """Yield the address of a server."""
    port = free_port()
    command = [sys.executable, "-m", "prefect", *START.split(), str(port), *without.split()]
    settings = QUICK | _on(database) | dict(variables)
    server = subprocess.Popen(command, env=os.environ | settings, stdout=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}/api"
        _wait(server, url)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait(server: subprocess.Popen[bytes], url: str) -> None:
    with closing(httpx.Client()) as client:
        for _ in range(1200):
            assert server.poll() is None, "The Prefect server has ended before it answered"
            try:
                client.get(f"{url}/health").raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return
    raise AssertionError("The Prefect server did not answer within two minutes")


def migrated(database: Path) -> Path:
    """Return the path of a migrated database, made by whoever comes first."""
    with database.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not database.exists():
            unfinished = database.with_suffix(".part")
            unfinished.unlink(missing_ok=True)
            _migrate(unfinished)
            unfinished.rename(database)
    return database


def _migrate(database: Path) -> None:
    command = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "--yes"]
    done = subprocess.run(command, env=os.environ | _on(database), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _on(database: Path) -> dict[str, str]:
    return {"PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{database}"}
