"""From a deployment to rows: Prefect's worker, ECS, the image, the flow, Postgres; and every way in which it ends.

Worker and runs are containers with the rights of their roles and no others. The tests are in the order of their names
in the guide's table of what goes wrong; each has a database of its own.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import boto3  # type: ignore[import-untyped]
import pytest

from benchmarks.big_catalogue import playlist_ids, write_catalogue
from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.sandbox import Sandbox
from tasks.shards.apart import AT_LEAST
from tests.conftest import copied
from tests.containers.engine import Docker
from tests.ecs.cloud import Cloud
from tests.ecs.flow_run import FlowRun
from tests.ecs.traces import of_bucket, of_ecs, of_logs, of_prefect, of_stack
from tests.flows.conftest import SELECTION, World
from tests.flows.rows import rows

# A machine that has other things to do needs minutes for what takes seconds: Prefect starts three Pythons for a run.
pytestmark = [pytest.mark.proof, pytest.mark.timeout(1800)]

DEPLOYMENT = "spotify-etl/catalogue-ecs"

SELECTED = SELECTION | {"library": True, "transform": False}

# Seconds before every answer, for whoever wants to meet a run at its work, and after how many requests it is.
SLOWLY = 0.5

AT_WORK = 10

ENDS = "select status, error_class from etl.pipeline_runs order by started_at"


class Completed(NamedTuple):
    """A run that nobody disturbed."""

    run: FlowRun
    state: tuple[str, str]
    rows: dict[str, list[str]]


@pytest.fixture(scope="module")
def completed(cloud: Cloud, world: World, server: Database, template: Database) -> Iterator[Completed]:
    """One, with what it has loaded."""
    with world() as sandbox, copied(server, template.name) as database:
        cloud.settle(sandbox, database)
        run = cloud.run(DEPLOYMENT, run=SELECTED)
        yield Completed(run, run.ended(), rows(database))


def at_work(cloud: Cloud, sandbox: Sandbox, database: Database) -> FlowRun:
    """Return a run that is reading slowly."""
    cloud.settle(sandbox, database)
    run = cloud.run(DEPLOYMENT, run=SELECTED)
    until(lambda: len(sandbox.log) > AT_WORK or run.state.is_final())
    assert run.state.is_running(), run.state.message
    return run


def until(fact: Callable[[], bool]) -> None:
    """Wait for a fact."""
    while not fact():
        time.sleep(0.1)


def ends(database: Database) -> list[tuple[str, str | None]]:
    """Return how the runs of a database ended, as its log has it, and why."""
    with connect(database) as connection:
        return connection.execute(ENDS).fetchall()


def test_a_run_completes(cloud: Cloud, completed: Completed) -> None:
    """Prefect, ECS and the log group say so, and the rows are in Postgres, the listener's too."""
    name, message = completed.state
    assert ("Completed", True) == (name, "rows written" in message), completed.run.told()
    assert 0 == completed.run.stopped()
    assert message in completed.run.printed(cloud.outputs["LogGroupName"])
    assert completed.rows["playlists"]
    assert completed.rows["saved_tracks"]


def test_the_worker_is_well(cloud: Cloud, completed: Completed, docker: Docker) -> None:
    """By the health check of its service, in its container."""
    definition = boto3.client("ecs").describe_task_definition(taskDefinition="spotify-etl-worker")["taskDefinition"]
    kind, command = definition["containerDefinitions"][0]["healthCheck"]["command"]
    assert "CMD-SHELL" == kind
    assert 0 == docker("exec", f"ecs-{cloud.worker}", "sh", "-c", command, check=False).returncode


@pytest.mark.parametrize("reader", ["ECS", "the program"])
def test_a_mistake_fails_with_a_sentence(cloud: Cloud, world: World, migrated: Database, reader: str) -> None:
    """A database that nobody serves: the state names it, whoever reads the settings on S3."""
    bucket = cloud.outputs["BucketName"]
    itself = {"environment_files": [], "env": {"ENV_FILE": f"s3://{bucket}/settings/etl.env"}}
    with world() as sandbox:
        cloud.settle(sandbox, migrated, TARGET_PORT="9")
        name, message = cloud.run(DEPLOYMENT, itself if reader == "the program" else {}, run=SELECTED).ended()
    assert ("Failed", True, 1) == (name, "127.0.0.1:9" in message, len(message.splitlines())), message


def test_a_run_without_its_settings_never_starts(cloud: Cloud) -> None:
    """ECS finds no settings/etl.env: the run has crashed, and its log in Prefect says why."""
    boto3.client("s3").delete_object(Bucket=cloud.outputs["BucketName"], Key="settings/etl.env")
    run = cloud.run(DEPLOYMENT, run=SELECTED)
    assert "Crashed" == run.ended()[0]
    until(lambda: "ResourceInitializationError" in run.told())


def test_a_run_that_is_killed_has_crashed_and_the_next_goes_on(
    cloud: Cloud, world: World, migrated: Database, docker: Docker, completed: Completed
) -> None:
    """As by the kernel when memory runs out. What the next run leaves are the rows of a run that nobody killed."""
    with world(latency=SLOWLY) as sandbox:
        run = at_work(cloud, sandbox, migrated)
        docker("kill", run.container)
        assert "Crashed" == run.ended()[0]
    assert 137 == run.stopped()
    assert [("unfinished", None)] == ends(migrated)
    with world() as sandbox:
        cloud.settle(sandbox, migrated)
        assert "Completed" == cloud.run(DEPLOYMENT, run=SELECTED).ended()[0]
    assert [("fail", "Killed"), ("success", None)] == ends(migrated)
    assert completed.rows == rows(migrated)


def test_a_run_that_ecs_stops_is_taken_up_in_another_container(
    cloud: Cloud, world: World, migrated: Database, completed: Completed
) -> None:
    """As Fargate Spot does, and Fargate itself for maintenance: the same flow run goes on and completes."""
    with world(latency=SLOWLY) as sandbox:
        run = at_work(cloud, sandbox, migrated)
        first = run.task["taskArn"]
        boto3.client("ecs").stop_task(cluster="spotify-etl", task=first, reason="Your Spot Task was interrupted.")
        assert "Completed" == run.ended()[0], run.told()
    assert first != run.task["taskArn"]
    assert completed.rows == rows(migrated)


def test_a_large_selection_is_read_in_shards(cloud: Cloud, migrated: Database, tmp_path: Path) -> None:
    """A list in the bucket, two shards that are tasks of their own, and no question asked twice."""
    bucket, playlists = cloud.outputs["BucketName"], playlist_ids(2 * AT_LEAST)
    boto3.client("s3").put_object(Bucket=bucket, Key="lists/playlists.txt", Body="\n".join(playlists).encode())
    large = {"playlists": [f"s3://{bucket}/lists/playlists.txt"], "library": False, "transform": False, "shards": 2}
    with Sandbox(catalogue=write_catalogue(tmp_path, len(playlists), entries=5)) as sandbox:
        cloud.settle(sandbox, migrated)
        run = cloud.run(DEPLOYMENT, run=large)
        assert "Completed" == run.ended()[0], run.told()
    lists = [one for one in sandbox.log if one.path.startswith("/v1/playlists/") and one.status == 200]
    assert set(playlists) == {one.path.split("/")[3] for one in lists}
    assert len(lists) == len({f"{one.path} {one.query}" for one in lists})
    assert len(playlists) == len(rows(migrated)["playlists"])
    assert ["COMPLETED", "COMPLETED"] == cloud.states("shard-ecs")


def test_a_run_that_is_cancelled_ends(cloud: Cloud, world: World, migrated: Database) -> None:
    """By the button in the UI: its container is gone, and the log of the runs says that it was interrupted."""
    with world(latency=SLOWLY) as sandbox:
        run = at_work(cloud, sandbox, migrated)
        run.cancel()
        assert "Cancelled" == run.ended()[0], run.told()
        run.stopped()
    assert ["fail"] == [status for status, _ in ends(migrated)]


# What each place must tell, so that it is known to have been looked at.
OPENLY = {
    "prefect": "catalogue-ecs",
    "logs": "Completed",
    "ecs": "spotify-etl-run",
    "stack": "PREFECT_API_AUTH_STRING",
    "bucket": "TARGET_SERVER_NAME",
}


def test_no_secret_is_anywhere_else(
    cloud: Cloud, completed: Completed, server: Database, prefect_folder: Path, world: World, migrated: Database
) -> None:
    """Whatever Prefect, CloudWatch Logs, ECS, CloudFormation and S3 keep of all these runs is without their secrets."""
    with world() as sandbox:
        cloud.settle(sandbox, migrated)
    places = {
        "prefect": of_prefect(prefect_folder),
        "logs": of_logs(cloud.outputs["LogGroupName"]),
        "ecs": of_ecs("spotify-etl"),
        "stack": of_stack("spotify-etl"),
        "bucket": of_bucket(cloud.outputs["BucketName"]),
    }
    assert [] == [name for name, word in OPENLY.items() if word not in places[name]]
    secrets = {
        "client secret": Sandbox.client_secret,
        "refresh token": Sandbox.refresh_token,
        "database": server.password.get_secret_value(),
        "Prefect": cloud.sign_in.partition(":")[2],
    }
    found = [(name, place) for name, secret in secrets.items() for place, text in places.items() if secret in text]
    assert [] == found
