"""A task of ECS from RunTask to STOPPED: its container, its log, and what EventBridge hears of it."""

import importlib
import json
import time
from threading import Thread
from typing import Any, ClassVar

from tests.ecs.container import Container
from tests.ecs.role import Role
from tests.ecs.variables import variables_of


class Task:
    """One task; `kept` is moto's, which DescribeTasks answers with."""

    _known: ClassVar[dict[str, "Task"]] = {}

    def __init__(self, backend: Any, kept: Any, definition: Any, url: str) -> None:
        self._backend, self._kept = backend, kept
        [self._definition] = definition.container_definitions
        overrides = kept.overrides.get("containerOverrides", [])
        self._override: dict[str, Any] = next((one for one in overrides if one["name"] == self._definition["name"]), {})
        self._execution = Role(definition.execution_role_arn, backend.region_name, url)
        self._role = Role(definition.task_role_arn, backend.region_name, url)
        self._ending = "EssentialContainerExited"
        self._container = Container(f"ecs-{kept.id}", self._definition, self._override)
        self._known[kept.id] = self

    @classmethod
    def named(cls, name: str) -> "Task":
        """Return a task by its id or ARN."""
        return cls._known[name.rpartition("/")[2]]

    def start(self) -> None:
        """Let it live, and return at once."""
        self._become("PROVISIONING")
        Thread(target=self._live, daemon=True).start()

    def stop(self, reason: str) -> Any:
        """Let its container end, and return what ECS says of it now."""
        self._kept.desired_status, self._kept.stopped_reason = "STOPPED", reason
        self._ending = "UserInitiated"
        self._container.stop()
        return self._kept

    def _live(self) -> None:
        try:
            variables = variables_of(self._definition, self._override, self._execution)
        except Exception as error:  # noqa: BLE001 - whatever AWS answers keeps the task from starting
            self._ending = "TaskFailedToStart"
            return self._stopped(None, f"ResourceInitializationError: {error!r}")
        if self._kept.desired_status == "STOPPED":
            return self._stopped(None, "")
        self._become("RUNNING")
        with self._container.run(self._role.variables() | variables) as process:
            self._log(process.stdout)
        return self._stopped(process.returncode, "Essential container in task exited")

    def _log(self, printed: Any) -> None:
        """Send every line to CloudWatch Logs, as awslogs does, while it runs."""
        options, logs = self._definition["logConfiguration"]["options"], self._execution.client("logs")
        stream = f"{options['awslogs-stream-prefix']}/{self._definition['name']}/{self._kept.id}"
        place = {"logGroupName": options["awslogs-group"], "logStreamName": stream}
        logs.create_log_stream(**place)
        for line in filter(str.strip, printed):
            logs.put_log_events(**place, logEvents=[{"timestamp": int(time.time() * 1000), "message": line.rstrip()}])

    def _stopped(self, code: int | None, reason: str) -> None:
        self._kept.stopped_reason = self._kept.stopped_reason or reason
        for container in self._kept.containers:
            container.exitCode = code
        self._become("STOPPED")

    def _become(self, status: str) -> None:
        """Change, and tell EventBridge."""
        self._kept.last_status = status
        for container in self._kept.containers:
            container.last_status = status
        events = importlib.import_module("moto.events.models").events_backends["123456789012"]
        events[self._backend.region_name].put_events(
            [{"Source": "aws.ecs", "DetailType": "ECS Task State Change", "Detail": json.dumps(self._detail())}]
        )

    def _detail(self) -> dict[str, Any]:
        kept = self._kept
        return {
            "taskArn": kept.task_arn,
            "clusterArn": kept.cluster_arn,
            "taskDefinitionArn": kept.task_definition_arn,
            "lastStatus": kept.last_status,
            "desiredStatus": kept.desired_status,
            "stoppedReason": kept.stopped_reason,
            "stopCode": self._ending if kept.last_status == "STOPPED" else None,
            "containers": [
                {"name": one.name, "lastStatus": one.last_status, "exitCode": one.exitCode} for one in kept.containers
            ],
        }
