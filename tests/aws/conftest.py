"""An AWS of moto's on loopback, with the stack of deploy/aws.yaml in it; skipped where moto is not installed."""

import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3  # type: ignore[import-untyped]
import httpx
import pytest

from tests.flows.conftest import prefect_server
from tests.ports import free_port

__all__ = ["prefect_server"]

ROOT = Path(__file__).resolve().parents[2]

REGION = "eu-west-1"

Client = Callable[[str], Any]
Stack = Callable[..., dict[str, str]]


@pytest.fixture(scope="session")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server; the variables of this process and its children lead there."""
    with served("tests.aws.moto_server", tmp_path_factory.mktemp("aws") / "server.log") as url:
        yield url


@contextmanager
def served(module: str, log: Path, environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """Yield the address of a server that a module starts, which prints into a file."""
    if not importlib.util.find_spec("moto"):
        pytest.skip("moto is not installed: make proof installs it and runs these tests")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", module, str(port)]
    with (
        log.open("w") as told,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=told, stderr=told) as server,
        pytest.MonkeyPatch.context() as variables,
    ):
        names = {"AWS_ENDPOINT_URL": url, "AWS_DEFAULT_REGION": REGION}
        for name, value in (names | {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}).items():
            variables.setenv(name, value)
        try:
            _wait_for(url, server, log)
            yield url
        finally:
            server.kill()


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text()
        try:
            httpx.get(f"{url}/moto-api/data.json")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


@pytest.fixture(scope="session")
def client(aws: str) -> Client:
    """Return what makes a client of a service, of somebody who may do everything."""
    client: Client = boto3.client
    return client


@pytest.fixture(scope="session")
def network(aws: str) -> dict[str, str]:
    """A VPC with two private subnets."""
    ec2 = boto3.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.1.{n}.0/24", AvailabilityZone=f"{REGION}{zone}")["Subnet"][
            "SubnetId"
        ]
        for n, zone in enumerate("ab")
    ]
    return {"VpcId": vpc, "SubnetIds": ",".join(subnets)}


@pytest.fixture(scope="session")
def create_stack(network: dict[str, str]) -> Stack:
    """Return a function that creates the stack under a name and returns its outputs."""

    def create(name: str, **parameters: str) -> dict[str, str]:
        cloudformation = boto3.client("cloudformation")
        given = network | {"PrefectApiUrl": "http://10.1.0.9:4200/api"} | parameters
        cloudformation.create_stack(
            StackName=name,
            TemplateBody=(ROOT / "deploy/aws.yaml").read_text(),
            Capabilities=["CAPABILITY_IAM"],
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in given.items()],
        )
        stack = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        assert "CREATE_COMPLETE" == stack["StackStatus"]
        return {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}

    return create


@pytest.fixture(scope="session")
def stack(create_stack: Stack) -> dict[str, str]:
    """The outputs of a stack with everything in it."""
    return create_stack(
        "spotify-etl", CreateDatabase="yes", PrefectSignIn="PREFECT_API_AUTH_STRING", ImageTag="v1", WorkerCount="1"
    )


def filled(outputs: dict[str, str]) -> dict[str, Any]:
    """Return the job template with the outputs of a stack in it, as docs/aws.md fills it in."""
    text = (ROOT / "deploy/ecs-job-template.json").read_text()
    for name, value in ({"ApiKeySecret": "", "AuthStringSecret": ""} | outputs).items():
        text = text.replace(f"${{{name}}}", value)
    template: dict[str, Any] = json.loads(text)
    return template
