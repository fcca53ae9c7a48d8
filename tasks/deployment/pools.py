"""Work pools: processes of this machine, and tasks on ECS."""

import json
import re
from pathlib import Path
from typing import Any

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import WorkPoolCreate, WorkPoolUpdate
from prefect.client.schemas.objects import WorkPool
from prefect.exceptions import ObjectNotFound

from tasks.deployment.file import ROOT
from tasks.deployment.server import DeployError

LOCAL, ECS = "local", "spotify-ecs"

TEMPLATE = ROOT / "deploy/ecs-job-template.json"

AT_A_TIME = 3
"""Runs of the local pool at a time when it is made: one works, the others wait for their turn."""

# Outputs that a stack has only where its Prefect server wants them.
OPTIONAL = {"ApiKeySecret": "", "AuthStringSecret": ""}


def ensure_local(client: SyncPrefectClient) -> str:
    """Make the pool for processes where it is missing, and return a sentence."""
    if found(client, LOCAL):
        return f"work pool {LOCAL}: there"
    client.create_work_pool(WorkPoolCreate(name=LOCAL, type="process", concurrency_limit=AT_A_TIME))
    return f"work pool {LOCAL}: made"


def ensure_ecs(client: SyncPrefectClient, outputs: str) -> str:
    """Make the pool for ECS or bring its template up to date from a file of outputs, and return a sentence."""
    pool = found(client, ECS)
    if not outputs:
        return _as_it_is(pool)
    template = job_template(Path(outputs))
    if pool is None:
        client.create_work_pool(WorkPoolCreate(name=ECS, type="ecs", base_job_template=template))
        return f"work pool {ECS}: made"
    if pool.base_job_template == template:
        return f"work pool {ECS}: there"
    client.update_work_pool(ECS, WorkPoolUpdate(base_job_template=template))
    return f"work pool {ECS}: its job template is brought up to date"


def job_template(outputs: Path) -> dict[str, Any]:
    """Return the job template with the outputs of the stack filled in; raises DeployError."""
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, value in (OPTIONAL | _values(outputs)).items():
        text = text.replace(f"${{{name}}}", value)
    if missing := sorted(set(re.findall(r"\$\{(\w+)\}", text))):
        raise DeployError(f"{outputs} has no {', '.join(missing)}: give the outputs of the stack of deploy/aws.yaml")
    filled: dict[str, Any] = json.loads(text)
    return filled


def found(client: SyncPrefectClient, name: str) -> WorkPool | None:
    """Return a pool, None where there is none of this name."""
    try:
        return client.read_work_pool(name)
    except ObjectNotFound:
        return None


def _as_it_is(pool: WorkPool | None) -> str:
    if pool is None:
        raise DeployError(f"There is no work pool {ECS} yet: give the outputs of the stack, --ecs OUTPUTS.json")
    return f"work pool {ECS}: there"


def _values(outputs: Path) -> dict[str, str]:
    try:
        listed = json.loads(outputs.read_text(encoding="utf-8"))
        return {one["OutputKey"]: one["OutputValue"] for one in listed}
    except (OSError, ValueError, TypeError, KeyError):
        raise DeployError(
            f"{outputs} does not hold the outputs of a stack: aws cloudformation describe-stacks --stack-name NAME "
            "--query 'Stacks[0].Outputs' --output json writes them"
        ) from None
