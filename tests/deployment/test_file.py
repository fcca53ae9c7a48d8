"""prefect.yaml as written: against the schema, for Prefect ignores what it does not know, and against the code."""

import importlib
import inspect
import json
from typing import Any

import pytest
import yaml
from prefect.cli.deploy._models import (
    ConcurrencyLimitSpec,
    DeploymentConfig,
    PrefectYamlModel,
    RawScheduleConfig,
    WorkPoolConfig,
)
from prefect.client.schemas.objects import ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import CronSchedule

from tasks.deployment.file import ON_ECS, Decided, check_variables, chosen, contents, file_with, variables
from tasks.deployment.pools import ECS, LOCAL
from tasks.deployment.server import DeployError
from tasks.deployment.variables import VARIABLES
from tasks.selection import Run

ALL = chosen(with_ecs=True)

JOBS = ["listening", "library", "catalogue", "transform", "full-refresh", "shard"]

# Runs start it, so that it has no times of its own, and they say what it does.
STARTED_BY_RUNS = {"shard", f"shard{ON_ECS}"}

OF_EACH = ["name", "version", "description", "tags", "parameters", "schedules", "concurrency_limit", "work_pool"]

each = pytest.mark.parametrize("deployment", ALL, ids=lambda one: str(one["name"]))

BY_ITSELF = [one for one in ALL if one["name"] not in STARTED_BY_RUNS]

by_itself = pytest.mark.parametrize("deployment", BY_ITSELF, ids=lambda one: str(one["name"]))


def resolved(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters with the values that variables are made with."""
    text = json.dumps(parameters)
    for name, value in VARIABLES.items():
        text = text.replace(f'"{{{{ prefect.variables.{name} }}}}"', json.dumps(value))
    assert "{{" not in text, "a variable that make deploy does not make"
    found: dict[str, Any] = json.loads(text)
    return found


def test_every_job_is_there_for_both_pools() -> None:
    """The one for ECS has the same name with a suffix."""
    assert JOBS + [f"{job}{ON_ECS}" for job in JOBS] == [one["name"] for one in ALL]
    assert [LOCAL] * len(JOBS) + [ECS] * len(JOBS) == [one["work_pool"]["name"] for one in ALL]
    assert JOBS == [one["name"] for one in chosen(with_ecs=False)]


def test_both_of_a_job_differ_in_their_place_alone() -> None:
    """Nothing is repeated, and nothing is left out."""
    place = {"name", "work_pool", "pull"}
    for local, ecs in zip(ALL[: len(JOBS)], ALL[len(JOBS) :], strict=True):
        assert {key: local[key] for key in local.keys() - place} == {key: ecs[key] for key in ecs.keys() - place}


def test_the_file_has_no_key_that_prefect_ignores() -> None:
    """Prefect drops an unknown key without a word; definitions are anchors, and ours."""
    assert set(contents()) - {"definitions"} <= set(PrefectYamlModel.model_fields)
    PrefectYamlModel.model_validate(contents())


@each
def test_a_deployment_has_no_key_that_prefect_ignores(deployment: dict[str, Any]) -> None:
    """Nor has its pool."""
    assert set(deployment) <= set(DeploymentConfig.model_fields)
    assert set(deployment["work_pool"]) <= set(WorkPoolConfig.model_fields)


@by_itself
def test_a_deployment_has_what_an_operator_looks_for(deployment: dict[str, Any]) -> None:
    """Description, tags, version, schedule, and a limit with what becomes of a run beyond it."""
    assert [] == [key for key in OF_EACH if not deployment.get(key)]
    assert set(deployment["concurrency_limit"]) <= set(ConcurrencyLimitSpec.model_fields)
    assert deployment["concurrency_limit"]["collision_strategy"] in {one.value for one in ConcurrencyLimitStrategy}


@by_itself
def test_a_schedule_is_one_and_sleeps(deployment: dict[str, Any]) -> None:
    """Nothing runs by itself before it is switched on; the slug is what a schedule is known by later."""
    (schedule,) = deployment["schedules"]
    RawScheduleConfig.model_validate(schedule)
    CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"])
    assert (False, True) == (schedule["active"], bool(schedule["slug"]))


def test_no_two_schedules_begin_at_once() -> None:
    """Runs take turns, but need not wait for each other."""
    crons = [one["schedules"][0]["cron"].split()[:2] for one in BY_ITSELF if not one["name"].endswith(ON_ECS)]
    assert len(crons) == len({tuple(cron) for cron in crons})


@each
def test_a_deployment_runs_a_flow_that_exists(deployment: dict[str, Any]) -> None:
    """The entrypoint is a flow, and the parameters are its own, each worth something to it."""
    file, _, name = deployment["entrypoint"].partition(":")
    flow = getattr(importlib.import_module(file.removesuffix(".py").replace("/", ".")), name)
    parameters = resolved(deployment["parameters"])
    signature = inspect.signature(flow.fn)
    bind = signature.bind_partial if deployment["name"] in STARTED_BY_RUNS else signature.bind
    bind(**parameters)
    if "run" in parameters:
        Run(**parameters["run"])


def test_a_variable_that_is_not_set_is_a_sentence() -> None:
    """Prefect would deploy an image without a name."""
    assert ["ETL_IMAGE", "ETL_VERSION"] == variables(ALL)
    check_variables(ALL, {"ETL_IMAGE": "etl:1", "ETL_VERSION": "1"})
    with pytest.raises(DeployError, match="needs ETL_IMAGE: CI"):
        check_variables(ALL, {"ETL_IMAGE": "", "ETL_VERSION": "1"})
    with pytest.raises(DeployError, match="needs ETL_IMAGE and ETL_VERSION: CI"):
        check_variables(ALL, {})


def test_what_is_switched_on_stays_so() -> None:
    """The copy that Prefect is given has schedules and pauses as they are on the server."""
    decided = {
        "library": Decided(is_paused=False, active={"daily": True}),
        "transform": Decided(is_paused=True, active={"other": True}),
    }
    given = yaml.safe_load(file_with(chosen(with_ecs=False), decided))
    assert {"name", "pull", "deployments"} == set(given)
    active = [one["name"] for one in given["deployments"] for schedule in one["schedules"] if schedule["active"]]
    assert ["library"] == active
    assert ["transform"] == [one["name"] for one in given["deployments"] if one.get("paused")]
