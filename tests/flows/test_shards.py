"""A run in shards: other processes ask, this one loads; the rows, the requests and the budget are those of one."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowFilter, FlowFilterName
from prefect.client.schemas.objects import FlowRun, State
from prefect.client.schemas.sorting import FlowRunSort
from prefect.settings import PREFECT_API_URL, temporary_settings

from benchmarks.big_catalogue import playlist_ids, write_catalogue
from tasks.postgres.database import Database
from tasks.sandbox import Sandbox
from tasks.spotify.families import family
from tests.conftest import copied
from tests.flows.conftest import Etl, environment
from tests.flows.rows import rows
from tests.flows.shard_workers import deploy_shards, machines, workers
from tests.postgres.embedded_holder import becomes_true

pytestmark = pytest.mark.heavy  # workers and the runs that they start take ten seconds each to begin

PLAYLISTS = 800

# As slow as Spotify, so that there is something to kill.
LATENCY = 0.1

THREADS = 16

FAMILY = "playlists/{id}"

Rows = dict[str, list[str]]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world of many small playlists."""
    return write_catalogue(tmp_path_factory.mktemp("catalogue"), PLAYLISTS, entries=5)


@pytest.fixture(scope="module")
def deployed(prefect_server: None) -> None:
    """The deployment of shards."""
    deploy_shards()


@pytest.fixture
def selected(tmp_path: Path) -> dict[str, object]:
    """A selection by a list, in three shards."""
    listed = tmp_path / "playlists.txt"
    listed.write_text("# all of them\n\n" + "\n".join(playlist_ids(PLAYLISTS)))
    return {"playlists": [f"@{listed}"], "artists": [], "library": False, "shards": 3}


@pytest.fixture
def spotify(catalogue: Path) -> Iterator[Sandbox]:
    """The sandbox of that world."""
    with Sandbox(catalogue=catalogue, latency=LATENCY) as sandbox:
        yield sandbox


Run = Callable[..., State]


def asked(sandbox: Sandbox) -> Counter[str]:
    """Return how often each question was answered, but for tokens; who asks too fast is told so and asks again."""
    questions = (f"{one.path} {sorted(one.query.items())}" for one in sandbox.log if one.status == 200)
    return Counter(question for question in questions if "token" not in question)


def shard_runs() -> list[FlowRun]:
    """Return the runs of the deployment, the newest first."""
    shards = FlowFilter(name=FlowFilterName(any_=["read-shard"]))
    with get_client(sync_client=True) as client:
        return client.read_flow_runs(flow_filter=shards, sort=FlowRunSort.EXPECTED_START_TIME_DESC)


@contextmanager
def at_work(count: int, sandbox: Sandbox, database: Database, data_dir: Path) -> Iterator[None]:
    """Have workers with the variables of the run."""
    with workers(count, environment(sandbox, database, data_dir)):
        yield


def alone(etl: Etl, sandbox: Sandbox, server: Database, template: Database, selected: dict[str, object]) -> Rows:
    """Return the rows that one process loads, and forget its requests but for their number."""
    with copied(server, template.name) as database:
        assert etl(sandbox, database, **(selected | {"shards": 1})).is_completed()
        return rows(database)


def test_shards_load_what_one_process_loads(
    deployed: None,
    spotify: Sandbox,
    server: Database,
    template: Database,
    migrated: Database,
    etl: Etl,
    selected: dict[str, object],
    tmp_path: Path,
) -> None:
    """The same rows from the same questions, each asked once, by two workers; and the log counts them all."""
    expected, once = alone(etl, spotify, server, template, selected), asked(spotify)
    spotify.clear_log()
    with at_work(2, spotify, migrated, tmp_path):
        state = etl(spotify, migrated, **selected)
    assert (state.type, once) == ("COMPLETED", asked(spotify))
    assert expected == rows(migrated)
    assert ["COMPLETED"] * 3 == [str(one.state_type.value) for one in shard_runs()[:3] if one.state_type]


@pytest.mark.parametrize("lost", ["process", "machine"])
def test_a_shard_that_is_lost_is_begun_again(
    lost: str,
    deployed: None,
    spotify: Sandbox,
    server: Database,
    template: Database,
    migrated: Database,
    etl: Etl,
    selected: dict[str, object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The rows are the same, and only what was under way is asked twice; nobody says that a machine is gone."""
    monkeypatch.setattr("tasks.shards.shard.SILENT_FOR", 20)
    expected, once = alone(etl, spotify, server, template, selected), asked(spotify)
    spotify.clear_log()
    with at_work(2, spotify, migrated, tmp_path), ThreadPoolExecutor(1) as hand:
        killed = hand.submit(kill_one, spotify, lost)
        state = etl(spotify, migrated, **selected)
        killed.result()
    assert (state.type, expected) == ("COMPLETED", rows(migrated))
    assert asked(spotify).total() - once.total() <= THREADS
    assert asked(spotify).keys() == once.keys()
    (again,) = [one for one in shard_runs()[:4] if one.state and one.state.is_crashed()]
    assert ("gone" in str(again.state and again.state.message)) == (lost == "machine")


def kill_one(sandbox: Sandbox, lost: str) -> None:
    """Kill a shard when some questions are answered, or with it the worker that would tell of it."""
    assert any(becomes_true(lambda: len(sandbox.log) > 40) for _ in range(6))
    worker, (engine, *above) = next(iter(machines().items()))
    for process in [engine] if lost == "process" else [worker, *above, engine]:
        os.kill(process, signal.SIGKILL)


def test_shards_share_one_budget(
    deployed: None,
    spotify: Sandbox,
    migrated: Database,
    etl: Etl,
    selected: dict[str, object],
    tmp_path: Path,
) -> None:
    """Together they ask as often as the day allows, to the last request, and what was answered is loaded."""
    budget = {"SPOTIFY_MAX_REQUESTS": "300"}
    variables = environment(spotify, migrated, tmp_path) | budget
    with workers(2, variables):
        state = etl(spotify, migrated, variables=budget, **selected)
    lists = [one for one in spotify.log if family(one.path.removeprefix("/v1/")) == FAMILY]
    assert (300, "Deferred") == (len(lists), state.name)
    # The first question of all is whether this app may ask it.
    assert 299 <= len(rows(migrated)["playlists"]) <= 300


def test_where_nobody_takes_them_up_the_run_reads_itself(
    deployed: None,
    spotify: Sandbox,
    migrated: Database,
    etl: Etl,
    selected: dict[str, object],
) -> None:
    """It waits no longer than for another run, and the shards are cancelled."""
    state = etl(spotify, migrated, variables={"RUN_WAIT_SECONDS": "1"}, **selected)
    assert (state.type, PLAYLISTS) == ("COMPLETED", len(rows(migrated)["playlists"]))
    assert ["CANCELLED"] * 3 == [str(one.state_type.value) for one in shard_runs()[:3] if one.state_type]


def test_without_a_server_there_are_no_shards(
    prefect_server: None, spotify: Sandbox, migrated: Database, etl: Etl, selected: dict[str, object]
) -> None:
    """A sentence, before anything is asked."""
    from tasks.shards.apart import ShardError, check_shards

    with temporary_settings({PREFECT_API_URL: None}), pytest.raises(ShardError, match="set PREFECT_API_URL"):
        check_shards()
