"""What the image does: read-only, as nobody in particular, against a Postgres of the user's, and when it is stopped."""

import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tasks.console.terminal import say
from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tests.containers.engine import Docker

pytestmark = [pytest.mark.proof, pytest.mark.timeout(1800)]  # an image takes minutes, on a slow machine many

HARDENED = ["--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--network=host"]

# Of the sandbox's world what a few requests bring.
SELECTED = ["--playlists", "Germany=37i9dQZEVXbJiZcmkrIHGU", "--no-library"]

LOADED = """
select (select count(*) from spotify.playlists), (select count(*) from marts.playlist_artist_ranking) > 0,
    (select array_agg(status order by "timestamp") from etl.pipeline_logs)
"""

MARKED = 'select status, error_class, logs from etl.pipeline_logs order by "timestamp"'

INTERRUPTED = 130

Container = Callable[..., str]


@pytest.fixture
def env_file(database: Database, tmp_path: Path) -> Path:
    """What a user with a Postgres and no Spotify account writes into .env; without quotes, for Docker keeps them."""
    lines = {
        "TARGET_SERVER_NAME": database.host,
        "TARGET_PORT": database.port,
        "TARGET_DB_USERNAME": database.user,
        "TARGET_DB_PASSWORD": database.password.get_secret_value(),
        "TARGET_DATABASE_NAME": database.name,
    }
    path = tmp_path / ".env"
    path.write_text("".join(f"{name}={value}\n" for name, value in lines.items()))
    return path


@pytest.fixture
def container(docker: Docker) -> Iterator[Container]:
    """Return a function that starts a container and returns its name; all are gone afterwards."""
    started: list[str] = []

    def start(*arguments: str) -> str:
        started.append(f"etl-{uuid.uuid4().hex[:12]}")
        docker("run", "--detach", "--name", started[-1], *arguments)
        return started[-1]

    yield start
    for name in started:
        docker("rm", "--force", "--volumes", name)


def selected(database: Database, query: str) -> list[tuple[Any, ...]]:
    """Return rows, none while there is no such table."""
    with connect(database, autocommit=True) as connection:
        there = connection.execute("select to_regclass('etl.pipeline_logs') is not null").fetchone()
        return connection.execute(query.encode()).fetchall() if there == (True,) else []


def test_with_an_env_file_it_loads_the_user_s_database(
    docker: Docker, image: str, env_file: Path, database: Database
) -> None:
    """With options as of flows/main.py, and nowhere to write but /data and /tmp."""
    done = docker("run", "--rm", *HARDENED, "--env-file", str(env_file), image, *SELECTED)
    assert "Success:" in done.stdout
    assert [(1, True, ["start", "success"])] == selected(database, LOADED)


def test_with_nothing_it_is_the_demo(docker: Docker, image: str) -> None:
    """Sandbox and embedded Postgres, to the end."""
    done = docker("run", "--rm", *HARDENED, image)
    assert "sandbox" in done.stdout.splitlines()[0]
    assert "Success:" in done.stdout


def test_a_mistake_is_a_sentence(docker: Docker, image: str) -> None:
    """And an exit code."""
    done = docker("run", "--rm", *HARDENED, image, "--mode", "fast", check=False)
    assert (1, 1) == (done.returncode, len(done.stderr.splitlines()))


@pytest.mark.parametrize("init", [[], ["--init"]], ids=["as process 1", "below an init"])
def test_stopped_it_ends_by_itself_and_the_run_is_marked(
    docker: Docker, image: str, env_file: Path, database: Database, container: Container, init: list[str]
) -> None:
    """Docker sends SIGTERM, and would kill it, with 137, when the time is up."""
    name = container(*init, *HARDENED, "--env-file", str(env_file), image)
    while not selected(database, MARKED):
        assert "true" == docker("inspect", "--format", "{{.State.Running}}", name).stdout.strip(), docker("logs", name)
        time.sleep(0.1)
    begun = time.monotonic()
    docker("stop", "--time", "60", name)
    say(f"stopped after {time.monotonic() - begun:.1f} s")
    assert str(INTERRUPTED) == docker("inspect", "--format", "{{.State.ExitCode}}", name).stdout.strip()
    assert [("start", None, None), ("fail", "TerminationSignal", "interrupted")] == selected(database, MARKED)
