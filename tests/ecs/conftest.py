"""AWS with an ECS that runs containers, the stack in it, a Prefect server with a password, and the stack's worker."""

from collections.abc import Iterator
from pathlib import Path

import boto3  # type: ignore[import-untyped]
import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

from tasks.postgres.database import Database
from tests.aws.conftest import Stack, create_stack, network, served
from tests.containers.engine import Docker, base, docker
from tests.containers.image import image
from tests.ecs.cloud import Cloud
from tests.flows.conftest import catalogue, world
from tests.flows.prefect_server import temporary_server

__all__ = ["base", "catalogue", "create_stack", "docker", "image", "network", "world"]

SIGN_IN = "worker:a-password-of-the-prefect-api"

VERSION = "v1"


@pytest.fixture(scope="session")
def aws(docker: Docker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an AWS whose ECS runs containers in the engine; what is left of them goes at the end."""
    log = tmp_path_factory.mktemp("ecs") / "server.log"
    with served("tests.ecs.server", log, docker.environment() | {"DOCKER_PROGRAM": docker.program}) as url:
        yield url
        ecs = boto3.client("ecs")
        for task in ecs.list_tasks(cluster="spotify-etl")["taskArns"]:
            docker("rm", "--force", f"ecs-{task.rpartition('/')[2]}", check=False)
    assert " 403 " not in log.read_text(), "a role was refused something"


@pytest.fixture(scope="session")
def prefect_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the Prefect server keeps its database."""
    return tmp_path_factory.mktemp("prefect")


@pytest.fixture(scope="session")
def prefect_server(pytestconfig: pytest.Config, prefect_folder: Path) -> Iterator[None]:
    """A Prefect server that asks for a name and a password."""
    with pytest.MonkeyPatch.context() as variables, temporary_settings({PREFECT_API_AUTH_STRING: SIGN_IN}):
        variables.setenv("PREFECT_API_AUTH_STRING", SIGN_IN)
        variables.setenv("PREFECT_SERVER_API_AUTH_STRING", SIGN_IN)
        with temporary_server(prefect_folder, pytestconfig.cache.mkdir("prefect")):
            yield


@pytest.fixture(scope="session")
def prefect_client(prefect_server: None) -> Iterator[SyncPrefectClient]:
    """A client of the server, which asks again where the server is too busy to answer."""
    with get_client(sync_client=True) as client:
        yield client


@pytest.fixture(scope="session")
def cloud(
    docker: Docker,
    image: str,
    server: Database,
    prefect_client: SyncPrefectClient,
    create_stack: Stack,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Cloud]:
    """Everything that docs/aws.md makes, with a worker at work."""
    url = str(PREFECT_API_URL.value())
    given = {"PrefectApiUrl": url, "PrefectSignIn": "PREFECT_API_AUTH_STRING", "ImageTag": VERSION, "WorkerCount": "1"}
    made = Cloud(create_stack("spotify-etl", **given), prefect_client, SIGN_IN)
    docker("tag", image, made.outputs["Image"])
    made.keep_secrets(server)
    made.make_blocks()
    with pytest.MonkeyPatch.context() as variables:
        variables.setenv("ETL_IMAGE", made.outputs["Image"])
        variables.setenv("ETL_VERSION", VERSION)
        made.deploy(tmp_path_factory.mktemp("outputs") / "outputs.json")
    made.start_worker()
    yield made
    docker("rmi", "--no-prune", made.outputs["Image"], check=False)
