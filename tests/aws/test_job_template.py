"""deploy/ecs-job-template.json, filled in from a stack, as Prefect's own ECS worker understands it."""

import asyncio
import json
import logging
import uuid
from typing import Any

import pytest
from prefect.client.schemas.objects import FlowRun
from prefect.settings import PREFECT_API_AUTH_STRING, temporary_settings
from prefect_aws.workers import ecs_worker
from prefect_aws.workers.ecs_worker import ECSJobConfiguration, ECSWorker

from tests.aws.conftest import Client, filled
from tests.aws.test_stack import definition

pytestmark = pytest.mark.proof


def test_every_gap_is_an_output_of_the_stack(stack: dict[str, str]) -> None:
    """Nothing is left open where a stack has everything."""
    assert "${" not in json.dumps(filled(stack))


def test_no_value_of_a_secret_is_in_it(stack: dict[str, str]) -> None:
    """The secrets are named by where they are kept."""
    secrets = filled(stack)["variables"]["properties"]["secrets"]["default"]
    assert {True} == {one["valueFrom"].startswith("arn:aws:secretsmanager:") for one in secrets}


class Run:
    """One run submitted to ECS by a worker that has just been started."""

    def __init__(self, client: Client, stack: dict[str, str], **variables: Any) -> None:
        self.ecs = client("ecs")
        ecs_worker._TASK_DEFINITION_CACHE.clear()
        template = filled(stack)
        values = {name: one["default"] for name, one in template["variables"]["properties"].items()} | variables
        flow_run = FlowRun(flow_id=uuid.uuid4(), name="spotify-etl", deployment_id=uuid.uuid4())
        self.task, self.cluster = asyncio.run(_submitted(template, values, flow_run))

    @property
    def request(self) -> dict[str, Any]:
        """The task as ECS has it."""
        found: dict[str, Any] = self.ecs.describe_tasks(cluster=self.cluster, tasks=[self.task])["tasks"][0]
        return found

    @property
    def container(self) -> dict[str, Any]:
        """Its container's definition."""
        found: dict[str, Any] = self.definition["containerDefinitions"][0]
        return found

    @property
    def definition(self) -> dict[str, Any]:
        """Its task definition."""
        return definition(self.ecs, self.request["taskDefinitionArn"])


async def _submitted(template: dict[str, Any], values: dict[str, Any], flow_run: FlowRun) -> tuple[str, str]:
    configuration: Any = await ECSJobConfiguration.from_template_and_values(template, values)
    configuration.prepare_for_flow_run(flow_run)
    worker = ECSWorker("spotify-ecs")
    client = configuration.aws_credentials.get_client("ecs")
    made = worker._prepare_and_create_task(logging.getLogger("worker"), client, configuration, flow_run)
    return str(made[0]), str(made[1])


@pytest.fixture(scope="module")
def run(client: Client, stack: dict[str, str], prefect_server: None) -> Run:
    """A run of a worker that signs in at Prefect's API."""
    with temporary_settings({PREFECT_API_AUTH_STRING: "name:password"}):
        return Run(client, stack)


def test_a_run_is_what_the_stack_allows(run: Run, stack: dict[str, str]) -> None:
    """The family that the worker may register, its roles, its cluster."""
    assert stack["Family"] == run.definition["family"]
    assert stack["ExecutionRoleArn"] == run.definition["executionRoleArn"]
    assert stack["TaskRoleArn"] == run.definition["taskRoleArn"]
    assert stack["ClusterArn"] == run.cluster
    assert ("1024", "2048", "awsvpc") == tuple(run.definition[name] for name in ("cpu", "memory", "networkMode"))


def test_a_run_starts_the_flow_and_not_the_program_of_the_image(run: Run) -> None:
    """The image's entry point is flows/main.py, which would take Prefect's command for options."""
    command = run.request["overrides"]["containerOverrides"][0]["command"]
    assert ["env", "prefect", "flow-run", "execute"] == [*run.container["entryPoint"], *command]


def test_a_run_gets_its_variables_from_the_file_and_the_secrets(run: Run, stack: dict[str, str]) -> None:
    """The settings from S3, the credentials from Secrets Manager."""
    assert [{"type": "s3", "value": stack["EnvFileArn"]}] == run.container["environmentFiles"]
    names = ["PREFECT_API_AUTH_STRING", "SPOTIFY_CLIENT_ID", "SPOTIFY_CLIENT_SECRET"]
    assert [*names, "TARGET_DB_PASSWORD", "TARGET_DB_USERNAME"] == sorted(s["name"] for s in run.container["secrets"])


def test_the_sign_in_of_the_worker_is_not_in_the_request(run: Run) -> None:
    """Whoever may describe a task would read it there."""
    assert "name:password" not in json.dumps(run.request, default=str)


def test_a_run_keeps_its_results_in_the_bucket(run: Run) -> None:
    """By the block that docs/aws.md makes."""
    environment = {
        one["name"]: one["value"] for one in run.request["overrides"]["containerOverrides"][0]["environment"]
    }
    assert "s3-bucket/spotify-etl" == environment["PREFECT_RESULTS_DEFAULT_STORAGE_BLOCK"]


def test_what_a_run_prints_goes_to_the_log_group(run: Run, stack: dict[str, str]) -> None:
    """And no group is created that has no retention."""
    options = {"awslogs-group": stack["LogGroupName"], "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "run"}
    assert {"logDriver": "awslogs", "options": options} == run.container["logConfiguration"]


def test_a_run_writes_only_into_its_volume(run: Run) -> None:
    """The root file system is read-only; what Prefect and Python write goes to the volume, as pages do."""
    assert run.container["readonlyRootFilesystem"]
    assert [("/data", "data")] == [(one["containerPath"], one["sourceVolume"]) for one in run.container["mountPoints"]]
    assert ["data"] == [one["name"] for one in run.definition["volumes"]]
    given = {one["name"]: one["value"] for one in run.container["environment"]}
    assert ("/data/prefect", "/data") == (given["PREFECT_HOME"], given["TMPDIR"])


def test_a_run_has_no_address_in_the_internet(
    client: Client, stack: dict[str, str], prefect_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its subnets are those of the stack, and so is its security group."""
    asked: list[dict[str, Any]] = []
    create = ECSWorker._create_task_run

    def overheard(worker: ECSWorker, ecs: Any, request: dict[str, Any]) -> Any:
        asked.append(request)
        return create(worker, ecs, request)

    monkeypatch.setattr(ECSWorker, "_create_task_run", overheard)
    Run(client, stack)
    network = asked[0]["networkConfiguration"]["awsvpcConfiguration"]
    assert ("DISABLED", [stack["SecurityGroup"]]) == (network["assignPublicIp"], network["securityGroups"])
    assert stack["Subnets"].split('", "') == network["subnets"]


def test_another_worker_registers_nothing_anew(
    client: Client, stack: dict[str, str], prefect_server: None, run: Run
) -> None:
    """The latest revision of the family is found to be what a run needs."""
    assert run.definition["revision"] == Run(client, stack).definition["revision"]


def test_another_size_is_another_revision(
    client: Client, stack: dict[str, str], prefect_server: None, run: Run
) -> None:
    """A deployment that sets cpu or memory gets what it asks for."""
    larger = Run(client, stack, memory=4096)
    assert ("4096", run.definition["revision"] + 1) == (larger.definition["memory"], larger.definition["revision"])


def test_a_run_has_the_disk_that_is_asked_for(client: Client, stack: dict[str, str], prefect_server: None) -> None:
    """ECS's own where nothing is."""
    assert "ephemeralStorage" not in Run(client, stack).definition
    assert {"sizeInGiB": 50} == Run(client, stack, ephemeral_storage={"sizeInGiB": 50}).definition["ephemeralStorage"]
