"""The embedded Postgres that its tests share: making one takes a second, starting it a tenth."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.postgres.embedded import embedded
from tests.postgres.embedded_holder import processes


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a cluster; its name is too long for a socket and has spaces, a quote and letters beyond ASCII.

    Every test leaves it with no server running, and in the end no process of any of them is left.
    """
    path = tmp_path_factory.mktemp("shared") / ("Größe, Länge und what's next " * 5).strip() / "data"
    with embedded(path):
        pass
    yield path
    assert processes(str(path)) == {}
    shutil.rmtree(path)
