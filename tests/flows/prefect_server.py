"""A temporary Prefect server that begins with a migrated database: to migrate one takes as long as several tests."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import prefect
import pytest
from prefect.settings import (
    PREFECT_API_BLOCKS_REGISTER_ON_START,
    PREFECT_API_DATABASE_MIGRATE_ON_START,
    PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
    temporary_settings,
)
from prefect.testing import utilities

# A heartbeat costs every synchronous flow a second; and what is done at every start was done when the cache was made,
# or, for the blocks, is done when one is first saved.
QUICK = {
    PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
    PREFECT_API_DATABASE_MIGRATE_ON_START: False,
    PREFECT_API_BLOCKS_REGISTER_ON_START: False,
}

# What prefect_test_harness calls the database in a folder that it makes for itself.
NAME = "prefect-test.db"


@contextmanager
def temporary_server(folder: Path, cache: Path) -> Iterator[None]:
    """Run a server with its database in a folder, and make it the one that flows report to.

    `cache` keeps a migrated database for all processes and for the next session.
    """
    shutil.copy(migrated(cache / f"{prefect.__version__}.db"), folder / NAME)
    with pytest.MonkeyPatch.context() as patch:
        # The harness has no parameter for it. Where it did not find the database, it would make one, and be slow.
        patch.setattr(utilities, "mkdtemp", lambda: str(folder))
        with temporary_settings(QUICK), utilities.prefect_test_harness(server_startup_timeout=120):
            yield


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
    variables = os.environ | {"PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{database}"}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
