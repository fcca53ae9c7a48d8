"""A flow run on ECS as three places know it: the Prefect server, ECS, and CloudWatch Logs."""

import time
from typing import Any
from uuid import UUID

import boto3  # type: ignore[import-untyped]
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import LogFilter, LogFilterFlowRunId
from prefect.client.schemas.objects import FlowRun as Known
from prefect.client.schemas.objects import State
from prefect.states import Cancelling


class FlowRun:
    """One run of a deployment."""

    def __init__(self, client: SyncPrefectClient, number: UUID) -> None:
        self._client, self._id = client, number

    @property
    def known(self) -> Known:
        """What the server knows."""
        return self._client.read_flow_run(self._id)

    @property
    def state(self) -> State:
        """The state that it is in."""
        state = self.known.state
        assert state is not None
        return state

    def ended(self) -> tuple[str, str]:
        """Wait for a final state and return its name and its message."""
        while not self.state.is_final():
            time.sleep(0.2)
        return str(self.state.name), self.state.message or ""

    def cancel(self) -> None:
        """Do what the button in the UI does."""
        self._client.set_flow_run_state(self._id, Cancelling())

    @property
    def task(self) -> dict[str, Any]:
        """What ECS knows of its task, the last one where there were several."""
        cluster, _, task = str(self.known.infrastructure_pid).partition("::")
        found: dict[str, Any] = boto3.client("ecs").describe_tasks(cluster=cluster, tasks=[task])["tasks"][0]
        return found

    @property
    def container(self) -> str:
        """Its container's name in the engine."""
        return f"ecs-{self.task['taskArn'].rpartition('/')[2]}"

    def stopped(self) -> int | None:
        """Wait until the task has stopped and return the exit code of its container."""
        while self.task["lastStatus"] != "STOPPED":
            time.sleep(0.2)
        code: int | None = self.task["containers"][0].get("exitCode")
        return code

    def printed(self, group: str) -> str:
        """Return what its container has printed, from the log group."""
        stream = f"run/etl/{self.task['taskArn'].rpartition('/')[2]}"
        pages = boto3.client("logs").get_paginator("filter_log_events")
        found = pages.paginate(logGroupName=group, logStreamNames=[stream])
        return "\n".join(one["message"] for page in found for one in page["events"])

    def told(self) -> str:
        """Return what the server has of its log."""
        wanted = LogFilter(flow_run_id=LogFilterFlowRunId(any_=[self._id]))
        return "\n".join(one.message for one in self._client.read_logs(wanted, limit=200))
