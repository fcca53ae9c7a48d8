"""docs/aws.md as somebody follows it: its commands one after the other, against moto and a Prefect server.

What needs a cloud for good is left out: images, a person's sign-in at Spotify, what a worker on Fargate would do.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3  # type: ignore[import-untyped]
import httpx
import pytest
from prefect.settings import PREFECT_API_URL

ROOT = Path(__file__).resolve().parents[2]

GUIDE = (ROOT / "docs/aws.md").read_text()

pytestmark = pytest.mark.proof

# One in which no other test has made anything.
REGION = "eu-central-1"

# What begins so is left out, and why.
LEFT_OUT = {
    "export AWS_DEFAULT_REGION=": "the test's own",
    "export PREFECT_API_URL=": "the test's own",
    "docker ": "there is no engine and no registry",
    "aws ecr get-login-password": "its output is docker's",
    "make login": "a person signs in",
    ".venv/bin/prefect deployment run": "nobody would run it",
    "aws logs tail": "nobody has printed anything",
}


def commands() -> Iterator[str]:
    """Yield the lines of the guide's shell blocks, from the first section to the run and its schedule."""
    until_removal = GUIDE[: GUIDE.index("## When something is wrong")]
    for block in re.findall(r"^```sh\n(.*?)^```", until_removal, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()


def script() -> str:
    """Return what of it can be run here."""
    kept = [line for line in commands() if not line.startswith(tuple(LEFT_OUT))]
    return "\n".join(["set -eu -o pipefail", *kept])


def test_what_is_left_out_stands_in_the_guide() -> None:
    """Nothing is left out that is not there any more."""
    lines = list(commands())
    assert [] == [left for left in LEFT_OUT if not any(line.startswith(left) for line in lines)]


@pytest.fixture(scope="module")
def api(prefect_server: None) -> httpx.Client:
    """The API of the server."""
    return httpx.Client(base_url=f"{PREFECT_API_URL.value()}/", timeout=60)


def program(path: Path, command: str) -> None:
    """Write a program of one line."""
    path.write_text(f"#!/bin/sh\n{command}\n")
    path.chmod(0o755)


@pytest.fixture(scope="module")
def followed(aws: str, api: httpx.Client, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout in which somebody has followed the guide."""
    # Where make proof installs the AWS command line.
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    if not shutil.which("aws", path=programs) or not shutil.which("git"):
        pytest.skip("The AWS command line or git is not installed: the guide's commands need both, see make proof")
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("deploy", "flows", "tasks", "sql", "Makefile", "prefect.yaml", "pyproject.toml", "requirements.lock"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv/bin").mkdir(parents=True)
    # The AWS command line may be a Python of its own, which must not see our packages; nor must ours see its.
    path = os.pathsep.join([str(ROOT), *sys.path])
    program(folder / ".venv/bin/python", f'PYTHONPATH="{path}" exec "{sys.executable}" "$@"')
    program(folder / ".venv/bin/prefect", 'exec .venv/bin/python -m prefect "$@"')
    (folder / ".venv/.ready").touch()
    (folder / "etl.env").write_text(re.findall(r"^```ini\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)[0])
    (folder / "guide.sh").write_text(script())
    own = {"PATH": programs, "PREFECT_API_URL": str(PREFECT_API_URL.value()), "PREFECT_HOME": str(folder / "home")}
    given = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        ["bash", "guide.sh"],
        cwd=folder,
        env=given | own | {"GIT_DIR": str(ROOT / ".git"), "AWS_DEFAULT_REGION": REGION},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return folder


def test_worker_and_runs_have_the_image_that_was_pushed(api: httpx.Client, followed: Path) -> None:
    """The tag given to the stack is the deployment's; moto's update does not look into !Sub for the definition."""
    [stack] = boto3.client("cloudformation", region_name=REGION).describe_stacks(StackName="spotify-etl")["Stacks"]
    given = {one["ParameterKey"]: one["ParameterValue"] for one in stack["Parameters"]}
    image = deployed(api)["job_variables"]["image"]
    assert ("UPDATE_COMPLETE", image.rpartition(":")[2]) == (stack["StackStatus"], given["ImageTag"])


def test_the_worker_is_wanted_in_the_end(followed: Path) -> None:
    """And not before its image, its secrets and its work pool are there."""
    ecs = boto3.client("ecs", region_name=REGION)
    [service] = ecs.describe_services(cluster="spotify-etl", services=["spotify-etl-worker"])["services"]
    assert 1 == service["desiredCount"]


def deployed(api: httpx.Client) -> dict[str, Any]:
    """Return the deployment that the guide runs."""
    [name] = re.findall(r"prefect deployment run (\S+)", GUIDE)
    found: dict[str, Any] = api.get(f"deployments/name/{name}").raise_for_status().json()
    return found


def test_the_secrets_have_the_keys_that_ecs_looks_for(followed: Path, pool: dict[str, Any]) -> None:
    """Whatever the job template names is to be had."""
    secrets = pool["variables"]["properties"]["secrets"]["default"]
    for one in secrets:
        *arn, key, _, _ = one["valueFrom"].split(":")
        value = boto3.client("secretsmanager", region_name=REGION).get_secret_value(SecretId=":".join(arn))[
            "SecretString"
        ]
        assert json.loads(value)[key]


@pytest.fixture
def pool(api: httpx.Client, followed: Path) -> dict[str, Any]:
    """The job template of the work pool, as it is on the server."""
    found: dict[str, Any] = api.get("work_pools/spotify-ecs").raise_for_status().json()["base_job_template"]
    return found


def test_the_settings_are_where_ecs_looks_for_them(followed: Path, pool: dict[str, Any]) -> None:
    """The file that the job template names."""
    [file] = pool["variables"]["properties"]["environment_files"]["default"]
    bucket, _, key = file["value"].removeprefix("arn:aws:s3:::").partition("/")
    assert (followed / "etl.env").read_bytes() == boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()


def test_the_blocks_that_the_settings_name_are_there(api: httpx.Client, followed: Path, pool: dict[str, Any]) -> None:
    """For results, and for the sign-in of the listener."""
    results = pool["variables"]["properties"]["env"]["default"]["PREFECT_RESULTS_DEFAULT_STORAGE_BLOCK"]
    sign_in = dict(line.split("=", 1) for line in (followed / "etl.env").read_text().splitlines() if "=" in line)
    for kind, _, name in (block.partition("/") for block in (results, sign_in["SPOTIFY_TOKEN_BLOCK"])):
        assert 200 == api.get(f"block_types/slug/{kind}/block_documents/name/{name}").status_code


def test_a_deployment_for_ecs_waits_in_the_pool(api: httpx.Client, followed: Path) -> None:
    """The one that the guide runs, whose schedule still sleeps."""
    found = deployed(api)
    assert ("spotify-ecs", {False}) == (found["work_pool_name"], {one["active"] for one in found["schedules"]})
