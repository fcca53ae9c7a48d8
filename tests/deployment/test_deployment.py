"""prefect.yaml as a person uses it: deployed to a server, run by a process worker in this checkout."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from prefect.settings import PREFECT_API_URL

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tests.flows.conftest import World, environment

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    "TEST_DEPLOYMENT" not in os.environ, reason="takes half a minute: TEST_DEPLOYMENT=1 runs it"
)

# Two of the small world's playlists and no library: what is asked is the selection's alone.
SELECTED = {"playlists": ["Germany=37i9dQZEVXbJiZcmkrIHGU", "Japan=37i9dQZEVXbKXQ4mDTEBXq"], "library": False}

LOADED = """
select (select count(*) from spotify.playlists), (select array_agg(distinct label order by label)
from marts.playlist_artist_ranking)
"""

Prefect = Callable[..., str]


@pytest.fixture(scope="module")
def api(prefect_server: None) -> httpx.Client:
    """The API of the server."""
    return httpx.Client(base_url=f"{PREFECT_API_URL.value()}/", timeout=60)


@pytest.fixture(scope="module")
def prefect(api: httpx.Client, tmp_path_factory: pytest.TempPathFactory) -> Prefect:
    """Return a function that runs a command of Prefect's in this checkout and returns what it printed."""
    home = tmp_path_factory.mktemp("home")
    own = {"PREFECT_API_URL": str(PREFECT_API_URL.value()), "PREFECT_HOME": str(home), "PWD": str(ROOT)}

    def run(*arguments: str, **variables: str) -> str:
        command = [sys.executable, "-m", "prefect", "--no-prompt", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=os.environ | own | variables, check=True, capture_output=True, text=True, timeout=120
        ).stdout

    return run


@pytest.fixture(scope="module")
def deployment(api: httpx.Client, prefect: Prefect) -> dict[str, Any]:
    """The deployment daily, deployed as the README says."""
    api.post("work_pools/", json={"name": "local", "type": "process"})
    prefect("deploy", "--all")
    found: dict[str, Any] = api.get("deployments/name/spotify-etl/daily").raise_for_status().json()
    return found


def test_a_process_worker_runs_what_prefect_yaml_deploys(
    api: httpx.Client, prefect: Prefect, deployment: dict[str, Any], world: World, migrated: Database, tmp_path: Path
) -> None:
    """A run asked for with parameters of its own ends as completed, with their rows in the database."""
    asked = api.post(f"deployments/{deployment['id']}/create_flow_run", json={"parameters": {"run": SELECTED}}).json()
    with world() as sandbox:
        prefect("worker", "start", "--pool", "local", "--run-once", **environment(sandbox, migrated, tmp_path))
    state = api.get(f"flow_runs/{asked['id']}").json()["state"]
    assert ("COMPLETED", True) == (state["type"], "rows written" in state["message"])
    with connect(migrated) as connection:
        assert (2, ["Germany", "Japan"]) == connection.execute(LOADED).fetchone()


@pytest.mark.parametrize(
    ("run", "complaint"),
    [
        ({"mode": "fast"}, "'fast' is not one of ['incremental', 'full']"),
        ({"playlist": []}, "'playlist' was unexpected"),
        ({"plan": "perhaps"}, "'perhaps' is not of type 'boolean'"),
    ],
)
def test_a_bad_parameter_is_refused_before_there_is_a_run(
    api: httpx.Client, deployment: dict[str, Any], run: dict[str, Any], complaint: str
) -> None:
    """The API answers with a sentence that names the field."""
    answer = api.post(f"deployments/{deployment['id']}/create_flow_run", json={"parameters": {"run": run}})
    assert (409, True) == (answer.status_code, complaint in answer.text)


def test_nothing_runs_by_itself_before_it_is_switched_on(deployment: dict[str, Any]) -> None:
    """The schedule is there and asleep; no secret is among the parameters."""
    assert [False] == [schedule["active"] for schedule in deployment["schedules"]]
    assert {"run": {"mode": "incremental"}} == deployment["parameters"]
