"""compose.yaml: everything comes up in its order, the deployments are made, and the worker runs them."""

import re
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import yaml
from pydantic import SecretStr

from tasks.console.terminal import say
from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tests.containers.compose import FILE, Project, command_of
from tests.containers.engine import Docker

pytestmark = [pytest.mark.proof, pytest.mark.timeout(1800)]  # an image takes minutes, on a slow machine many

RUN = """{"playlists": ["Germany=37i9dQZEVXbJiZcmkrIHGU"], "library": false, "transform": false}"""

ENDED = 'select status from etl.pipeline_logs order by "timestamp"'


@pytest.fixture(scope="module")
def project(docker: Docker, image: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Everything up; gone afterwards."""
    made = Project(docker, image, tmp_path_factory.mktemp("compose"))
    try:
        made("up", "--detach")
        yield made
    finally:
        made("down", "--volumes", "--timeout", "20", check=False)


@pytest.fixture(scope="module")
def loaded(project: Project) -> Database:
    """The database that runs load."""
    return Database("127.0.0.1", project.postgres, "etl", "spotify", SecretStr("etl"), sslmode="disable")


def logged(database: Database) -> list[str]:
    """Return how runs began and ended."""
    with connect(database, autocommit=True) as connection:
        return [status for (status,) in connection.execute(ENDED).fetchall()]


def test_the_file_is_one_that_compose_takes(docker: Docker) -> None:
    """As it is, without an .env."""
    docker_compose = Docker(command_of(docker)[0], docker.host)
    rest = command_of(docker)[1:]
    docker_compose(*rest, "--file", str(FILE), "config", "--quiet")


def test_it_listens_for_this_machine_alone_and_holds_no_secret() -> None:
    """Every port is bound to 127.0.0.1, every password is a default that .env replaces."""
    services: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text())["services"]
    ports = [port for one in services.values() for port in one.get("ports", [])]
    assert ports
    assert [] == [port for port in ports if not port.startswith("127.0.0.1:")]
    set_ = [f"{name}={value}" for one in services.values() for name, value in one.get("environment", {}).items()]
    assert [] == [one for one in set_ if re.search("PASSWORD|SECRET|TOKEN", one) and "${" not in one]


def test_the_worker_runs_what_the_other_container_deployed(project: Project, loaded: Database) -> None:
    """The pull step of prefect.yaml leads to the folder of the image; rows are in Postgres."""
    command = ("prefect", "deployment", "run", "spotify-etl/catalogue", "--watch", "--param", f"run={RUN}")
    assert "Completed" in project("exec", "-T", "worker", *command).stdout
    assert ["start", "success"] == logged(loaded)


def test_the_ui_finds_its_server_from_a_browser(project: Project) -> None:
    """The address is the one that is bound on this machine, and not that of the container."""
    place = f"http://127.0.0.1:{project.prefect}"
    assert f"{place}/api" == httpx.get(f"{place}/ui-settings").json()["api_url"]
    assert [200, 200] == [httpx.get(f"{place}{page}", follow_redirects=True).status_code for page in ("/", "/v2/")]


def test_a_worker_that_is_stopped_leaves_no_run_unmarked(project: Project, loaded: Database, docker: Docker) -> None:
    """Nor has it to be killed."""
    known = len(logged(loaded))
    project("exec", "-T", "worker", "prefect", "deployment", "run", "spotify-etl/library")
    while len(logged(loaded)) == known:
        time.sleep(0.2)
    worker = project("ps", "-q", "worker").stdout.strip()
    begun = time.monotonic()
    project("stop", "--timeout", "60", "worker")
    say(f"stopped after {time.monotonic() - begun:.1f} s")
    assert "137" != docker("inspect", "--format", "{{.State.ExitCode}}", worker).stdout.strip()
    assert ["start", "fail"] == logged(loaded)[known:]
    runs = httpx.post(f"http://127.0.0.1:{project.prefect}/api/flow_runs/filter", json={}).json()
    assert {"Completed", "Crashed"} == {run["state_name"] for run in runs}
