"""prefect.yaml: which deployments are chosen, and which variables of the environment they need.

Prefect ignores keys that it does not know and makes an empty text of a variable that is not set. So both are looked at
here, and what Prefect is given is a copy in which nothing is left open.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tasks.deployment.server import DeployError

ROOT = Path(__file__).resolve().parents[2]

FILE = ROOT / "prefect.yaml"

ON_ECS = "-ecs"
"""How the name of a deployment for ECS ends."""

VARIABLE = re.compile(r"{{\s*\$(\w+)\s*}}")

Deployment = dict[str, Any]


class Decided(NamedTuple):
    """What an operator has decided about a deployment: whether it is paused, and by slug which schedules are on."""

    is_paused: bool
    active: Mapping[str, bool]


def contents() -> dict[str, Any]:
    """Return prefect.yaml as values."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def chosen(*, with_ecs: bool) -> list[Deployment]:
    """Return the deployments for the local pool, and those for ECS where wanted."""
    return [one for one in contents()["deployments"] if with_ecs or not one["name"].endswith(ON_ECS)]


def variables(deployments: Iterable[Deployment]) -> list[str]:
    """Return the variables of the environment that deployments name."""
    return sorted(set(VARIABLE.findall(json.dumps(list(deployments)))))


def check_variables(deployments: Iterable[Deployment], environment: Mapping[str, str]) -> None:
    """Raise DeployError where one is missing."""
    if missing := [name for name in variables(deployments) if not environment.get(name)]:
        raise DeployError(
            f"prefect.yaml needs {' and '.join(missing)}: CI sets what it has built, such as spotify-etl:1.4"
        )


def file_with(deployments: Iterable[Deployment], decided: Mapping[str, Decided]) -> str:
    """Return prefect.yaml with these deployments alone, each paused and its schedules on or off as on the server.

    Deployed as they stand in the file, all would be unpaused and all schedules switched off at every deployment.
    """
    known = contents()
    kept = [one | _kept(one, decided[one["name"]]) if one["name"] in decided else one for one in deployments]
    return yaml.safe_dump({"name": known["name"], "pull": known["pull"], "deployments": kept}, sort_keys=False)


def _kept(deployment: Deployment, decided: Decided) -> Deployment:
    schedules = [
        schedule | {"active": decided.active.get(schedule["slug"], schedule["active"])}
        for schedule in deployment["schedules"]
    ]
    return {"paused": decided.is_paused, "schedules": schedules}
