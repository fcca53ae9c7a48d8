"""A moto server whose ECS runs every task as a container of the Docker engine, in its roles' names; no test.

`python -m tests.ecs.server PORT`; DOCKER_PROGRAM names the client, DOCKER_HOST the engine.
"""

import importlib
import sys
from typing import Any

from tests.aws.moto_server import models, serve, teach
from tests.ecs.task import Task

# A task changes when its container does, and not each time that somebody looks.
NEVER = {"progression": "manual", "times": 10**9}


def _run_tasks(ecs: Any, url: str) -> None:
    """Let RunTask start containers, and StopTask stop them."""
    backend = ecs.EC2ContainerServiceBackend
    run = backend.run_task

    def run_task(self: Any, cluster: str, definition: str, *given: Any) -> list[Any]:
        started: list[Any] = run(self, cluster, definition, *given)
        for one in started:
            Task(self, one, self.describe_task_definition(definition), url).start()
        return started

    def stop_task(self: Any, _: str, name: str, reason: str) -> Any:
        return Task.named(name).stop(reason)

    backend.run_task, backend.stop_task = run_task, stop_task
    backend._calculate_task_resource_requirements = staticmethod(lambda _: {})
    importlib.import_module("moto.moto_api").state_manager.set_transition("ecs::task", NEVER)


def _judge_roles(control: Any, mixin: Any) -> None:
    """Ask of every request in a role's name whether the role may; whoever has no role has set all this up.

    Of S3 moto knows which resource is meant, of other services only the action: whether the policy names the right
    resource there is asked in tests/aws/test_roles.py. A condition that moto has no facts for holds.
    """
    judge, matches = mixin._authenticate_and_authorize_action, control.IAMPolicyStatement._check_element_matches

    def judged(request: Any, kind: type, resource: str = "*") -> None:
        if "X-Amz-Security-Token" in request.headers:
            judge(request, kind, resource)

    def element_matches(statement: Any, element: str, value: str) -> bool:
        return (element, value) == ("Resource", "*") or bool(matches(statement, element, value))

    mixin._authenticate_and_authorize_action = judged
    control.IAMPolicyStatement._check_element_matches = element_matches
    control.IAMPolicyStatement._check_conditions = lambda *_: True
    settings: Any = importlib.import_module("moto.settings")
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0


if __name__ == "__main__":
    teach()
    _run_tasks(models("ecs"), f"http://127.0.0.1:{sys.argv[1]}")
    _judge_roles(
        importlib.import_module("moto.iam.access_control"),
        importlib.import_module("moto.core.authorization").ActionAuthenticatorMixin,
    )
    serve(sys.argv[1])
