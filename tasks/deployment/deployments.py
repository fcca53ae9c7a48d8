"""Deployments: Prefect's own command makes them, from a copy of prefect.yaml that keeps what is switched on."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterTags
from prefect.client.schemas.responses import DeploymentResponse
from prefect.settings import PREFECT_API_URL

from tasks.deployment.file import ROOT, Decided, Deployment, contents, file_with
from tasks.deployment.server import DeployError

TAG = "spotify"


def deploy(client: SyncPrefectClient, deployments: Sequence[Deployment], environment: Mapping[str, str]) -> str:
    """Make the deployments or bring them up to date, and return a sentence; raises DeployError."""
    decided = {one.name: _decided(one) for one in _known(client)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prefect.yaml"
        path.write_text(file_with(deployments, decided), encoding="utf-8")
        _call(["deploy", "--all", "--prefect-file", str(path)], environment)
    return f"deployments {', '.join(one['name'] for one in deployments)}: there"


def left_over(client: SyncPrefectClient) -> Iterator[str]:
    """Yield a sentence for each deployment of ours that prefect.yaml does not name any more."""
    named = {one["name"] for one in contents()["deployments"]}
    for one in _known(client):
        if one.name not in named:
            yield (
                f"Note: prefect.yaml names no deployment {one.name} any more; it stays until you delete it in the UI, "
                f"or with: prefect deployment delete {one.id}"
            )


def _decided(known: DeploymentResponse) -> Decided:
    return Decided(known.paused, {switch.slug or "": switch.active for switch in known.schedules})


def _known(client: SyncPrefectClient) -> list[DeploymentResponse]:
    return client.read_deployments(deployment_filter=DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG])))


def _call(arguments: list[str], environment: Mapping[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and arguments
        [sys.executable, "-m", "prefect", "--no-prompt", *arguments],
        cwd=ROOT,
        env=os.environ
        | environment
        | {"PREFECT_API_URL": str(PREFECT_API_URL.value()), "PWD": str(ROOT), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DeployError(f"Prefect refuses a deployment: {_last_line(done.stdout + done.stderr)}")


def _last_line(text: str) -> str:
    lines = [line.strip(" │") for line in text.splitlines() if line.strip(" │╰╯╭╮─")]
    return lines[-1] if lines else "it does not say why"
