"""Every place besides Secrets Manager in which somebody could read what a run was given, as one text each."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3  # type: ignore[import-untyped]


def of_prefect(folder: Path) -> str:
    """Return everything in the database of a Prefect server: runs, parameters, states, logs, artifacts, blocks."""
    connection = sqlite3.connect(f"file:{folder}/prefect.db?mode=ro", uri=True)
    try:
        return "\n".join(connection.iterdump())
    finally:
        connection.close()


def of_logs(group: str) -> str:
    """Return everything that worker and runs have printed."""
    pages = boto3.client("logs").get_paginator("filter_log_events").paginate(logGroupName=group)
    return "\n".join(one["message"] for page in pages for one in page["events"])


def of_ecs(cluster: str) -> str:
    """Return every task definition and every task with its overrides."""
    ecs = boto3.client("ecs")
    definitions = map(_definition(ecs), ecs.list_task_definitions()["taskDefinitionArns"])
    tasks = ecs.describe_tasks(cluster=cluster, tasks=ecs.list_tasks(cluster=cluster)["taskArns"])["tasks"]
    return json.dumps([*definitions, *tasks], default=str)


def _definition(ecs: Any) -> Callable[[str], Any]:
    return lambda name: ecs.describe_task_definition(taskDefinition=name)["taskDefinition"]


def of_stack(name: str) -> str:
    """Return the stack with its parameters and outputs, and its template."""
    cloudformation = boto3.client("cloudformation")
    template = cloudformation.get_template(StackName=name)["TemplateBody"]
    return json.dumps([template, cloudformation.describe_stacks(StackName=name)["Stacks"]], default=str)


def of_bucket(name: str) -> str:
    """Return everything in a bucket: settings, results."""
    return "\n".join(body.decode(errors="replace") for body in _bodies(name))


def _bodies(bucket: str) -> Iterator[bytes]:
    s3 = boto3.client("s3")
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for one in page.get("Contents", []):
            yield s3.get_object(Bucket=bucket, Key=one["Key"])["Body"].read()
