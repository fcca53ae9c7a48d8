"""A deferred run of a deployment schedules the one that goes on, once."""

from typing import Any

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterTags
from prefect.client.schemas.objects import FlowRun, State
from prefect.flow_engine import run_flow

from flows.main import spotify_etl
from tasks.postgres.connect import transaction
from tasks.postgres.database import Database
from tasks.sandbox import Fault, Sandbox
from tasks.selection import Run
from tasks.successor import SUCCESSOR
from tests.flows.conftest import Etl, World, environment

PARAMETERS: dict[str, Any] = {"run": {"playlists": ["37i9dQZEVXbJiZcmkrIHGU"], "library": False}}


def _deployed_run(client: SyncPrefectClient, deployment_id: Any) -> State[Any]:
    """Run what the server has made of the deployment, as a worker does."""
    flow_run = client.create_flow_run_from_deployment(deployment_id)
    return run_flow(spotify_etl, flow_run=flow_run, parameters={"run": Run(**PARAMETERS["run"])}, return_type="state")  # type: ignore[return-value]


def _successors(client: SyncPrefectClient) -> list[FlowRun]:
    return client.read_flow_runs(flow_run_filter=FlowRunFilter(tags=FlowRunFilterTags(all_=[SUCCESSOR])))


@pytest.fixture
def deployment_id(prefect_server: None) -> Any:
    """A deployment of the flow."""
    with get_client(sync_client=True) as client:
        flow_id = client.create_flow(spotify_etl)
        return client.create_deployment(flow_id, name="daily", parameters=PARAMETERS, enforce_parameter_schema=False)


def test_runs_that_are_deferred_have_one_successor(
    world: World, etl: Etl, migrated: Database, deployment_id: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the time when Spotify may be asked again, with the same parameters, however many were started meanwhile."""
    with world() as sandbox, get_client(sync_client=True) as client:
        _as_a_person_would_set(sandbox, migrated, tmp_path, monkeypatch)
        sandbox.inject(Fault("quota", path=r"^/v1/playlists", retry_after=7200))
        states = [_deployed_run(client, deployment_id) for _ in range(2)]
        (successor,) = _successors(client)
        with transaction(migrated) as connection:
            until = connection.execute("select blocked_until from etl.request_limits").fetchone()
    assert ["Deferred", "Deferred"] == [state.name for state in states]
    assert "scheduled for" in str(states[0].message)
    assert "goes on" in str(states[1].message)
    assert until
    assert successor.expected_start_time
    assert 0 <= (successor.expected_start_time - until[0]).total_seconds() <= 120
    assert (deployment_id, PARAMETERS) == (successor.deployment_id, successor.parameters)


def _as_a_person_would_set(
    sandbox: Sandbox, database: Database, data_dir: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment(sandbox, database, data_dir).items():
        monkeypatch.setenv(name, value)


def test_a_run_by_hand_has_no_successor(world: World, etl: Etl) -> None:
    """Nobody would run it: the message says that the next run goes on."""
    with world() as sandbox, get_client(sync_client=True) as client:
        before = len(_successors(client))
        sandbox.inject(Fault("quota", path=r"^/v1/playlists", retry_after=7200))
        state = etl(sandbox, **PARAMETERS["run"], artists=[])
        assert before == len(_successors(client))
    assert "Deferred" == state.name
    assert "scheduled" not in str(state.message)
