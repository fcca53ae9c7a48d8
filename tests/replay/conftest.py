"""A database, a sandbox in a process of its own, and the settings that lead to both."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks.served import served_by
from tasks.postgres.database import Database
from tests.conftest import copied
from tests.flows.conftest import environment
from tests.replay.replaying import Replay

Opened = Callable[[Path], AbstractContextManager[tuple[Replay, Database]]]


@pytest.fixture(scope="session")
def replay(server: Database, template: Database, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Return what opens a replay of a catalogue folder into a database of its own."""

    @contextmanager
    def opened(catalogue: Path) -> Iterator[tuple[Replay, Database]]:
        with (
            copied(server, template.name) as database,
            served_by("--catalogue", str(catalogue)) as served,
            pytest.MonkeyPatch.context() as patch,
        ):
            names = ("client_id", "client_secret", "refresh_token", "api_url", "accounts_url")
            sandbox = SimpleNamespace(**{name: served.variables[f"SPOTIFY_{name.upper()}"] for name in names})
            for name, value in environment(sandbox, database, tmp_path_factory.mktemp("data")).items():
                patch.setenv(name, value)
            yield Replay(served), database

    return opened
