"""kill -9 in every phase, run again: the rows of an unbroken run, and no question asked that was answered before."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_URL

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.models.build import LOCK
from tasks.sandbox import Sandbox
from tasks.spotify.crawl import workers_for
from tests.flows.conftest import SELECTION, Etl, World, environment
from tests.flows.rows import rows, scalar

ROOT = Path(__file__).resolve().parents[2]

WAITING = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"

# Threads that ask at the same time: so many answers can be under way when the process dies.
WORKERS = workers_for(10_000)

OPTIONS = [
    "--no-library",
    *(f"--playlists={playlist}" for playlist in SELECTION["playlists"]),
    *(f"--artists={artist}" for artist in SELECTION["artists"]),
]


@contextmanager
def program(sandbox: Sandbox, database: Database, data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    """Run flows/main.py as a person does, and kill it at the end."""
    variables = environment(sandbox, database, data_dir) | {"PREFECT_API_URL": str(PREFECT_API_URL.value())}
    command = [sys.executable, str(ROOT / "flows" / "main.py"), *OPTIONS]
    with subprocess.Popen(command, env=os.environ | variables, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)
            process.communicate()


def until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait for a condition while the program runs; a program that ends before it fails the test."""
    while not condition():
        assert process.poll() is None, process.communicate()[0]
        time.sleep(0.02)


def kill_after_requests(count: int, sandbox: Sandbox, database: Database, data_dir: Path) -> None:
    """Kill the program when Spotify has been asked so often."""
    with program(sandbox, database, data_dir) as process:
        until(lambda: len(sandbox.log) >= count, process)


def kill_where_it_waits(lock: str, sandbox: Sandbox, database: Database, data_dir: Path) -> None:
    """Kill the program where it needs what another session has locked."""
    with connect(database) as other, program(sandbox, database, data_dir) as process:
        other.execute(lock.encode())
        until(lambda: scalar(database, WAITING) != 0, process)


def asked(sandbox: Sandbox) -> Counter[str]:
    """Return how often each question was answered."""
    questions = (f"{one.path} {sorted(one.query.items())}" for one in sandbox.log if one.status == 200)
    return Counter(question for question in questions if "token" not in question)


@pytest.fixture(scope="module")
def unbroken() -> dict[str, list[str]]:
    """The rows of an unbroken run, filled in by the first test that needs them."""
    return {}


PHASES: dict[str, tuple[Callable[..., None], int | str]] = {
    "probing": (kill_after_requests, 3),
    "albums": (kill_after_requests, 30),
    "load": (kill_where_it_waits, "lock table spotify.playlist_items in share mode"),
    "transform": (kill_where_it_waits, f"select pg_advisory_lock({LOCK})"),
}


@pytest.mark.parametrize("phase", PHASES)
def test_a_killed_run_is_finished_by_the_next(
    phase: str, world: World, etl: Etl, migrated: Database, tmp_path: Path, unbroken: dict[str, list[str]]
) -> None:
    """Whatever the phase, the next run with the same selection takes up the answers and completes the rows."""
    kill, where = PHASES[phase]
    with world() as sandbox:
        kill(where, sandbox, migrated, tmp_path)
        state = etl(sandbox, library=False)
        assert state.is_completed(), state.message
        repeated = sum(count - 1 for count in asked(sandbox).values())
    if not unbroken:
        unbroken |= _unbroken(world, etl, migrated)
    assert unbroken == rows(migrated)
    assert repeated <= (WORKERS if kill is kill_after_requests else 0)


def _unbroken(world: World, etl: Etl, migrated: Database) -> dict[str, list[str]]:
    found = rows(migrated)
    with connect(migrated) as connection:
        tables = ", ".join(f"spotify.{name}" for name in found)
        connection.execute(f"truncate {tables}, etl.watermarks".encode())
    with world() as sandbox:
        etl(sandbox, library=False)
    return rows(migrated)
