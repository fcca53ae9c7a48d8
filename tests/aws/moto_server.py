"""A moto server that knows what moto alone does not of deploy/aws.yaml; no test.

`python -m tests.aws.moto_server PORT`, in a process of its own: AWS is a server for the tests, too.
"""

import importlib
import json
import sys
from typing import Any


def models(service: str) -> Any:
    """Return moto's module of what a service keeps."""
    return importlib.import_module(f"moto.{service}.models")


class Made:
    """A resource that moto's CloudFormation does not make, by the identifier that !Ref gives."""

    kind: str
    service: str

    def __init__(self, identifier: str) -> None:
        self.physical_resource_id = identifier
        self.type = self.kind

    def is_created(self) -> bool:
        """Return that nobody has to wait for it."""
        return True

    @classmethod
    def create_from_cloudformation_json(
        cls, _: str, template: dict[str, Any], account: str, region: str, **__: object
    ) -> "Made":
        """Make it where moto keeps the resources of its service."""
        backends = getattr(models(cls.service), f"{cls.service}_backends")[account]
        return cls(cls.make(backends["aws" if cls.service == "s3" else region], template["Properties"]))

    @classmethod
    def make(cls, backend: Any, wanted: dict[str, Any]) -> str:
        """Return the identifier of what was made."""
        raise NotImplementedError

    @classmethod
    def update_from_cloudformation_json(cls, original_resource: "Made", **_: object) -> "Made":
        """Leave it: no update in the tests changes one."""
        return original_resource

    @classmethod
    def delete_from_cloudformation_json(cls, *_: object) -> None:
        """Leave it: the server ends with the tests."""


class Secret(Made):
    """A secret, with or without a password that is generated."""

    kind, service = "AWS::SecretsManager::Secret", "secretsmanager"

    @classmethod
    def make(cls, backend: Any, wanted: dict[str, Any]) -> str:
        """Create it."""
        generated = wanted.get("GenerateSecretString", {}).get("SecretStringTemplate")
        text = json.dumps(json.loads(generated) | {"password": "generated"}) if generated else None
        backend.create_secret(wanted["Name"], text, None, wanted["Description"], None, None, None, [], False)
        return str(backend.secrets[wanted["Name"]].arn)


class BucketPolicy(Made):
    """What holds for a bucket."""

    kind, service = "AWS::S3::BucketPolicy", "s3"

    @classmethod
    def make(cls, backend: Any, wanted: dict[str, Any]) -> str:
        """Put it on the bucket."""
        backend.put_bucket_policy(wanted["Bucket"], json.dumps(wanted["PolicyDocument"]).encode())
        return f"policy of {wanted['Bucket']}"


class QueuePolicy(Made):
    """What holds for queues."""

    kind, service = "AWS::SQS::QueuePolicy", "sqs"

    @classmethod
    def make(cls, backend: Any, wanted: dict[str, Any]) -> str:
        """Put it on the queues."""
        for queue in wanted["Queues"]:
            backend.get_queue(queue.split("/")[-1]).policy = json.dumps(wanted["PolicyDocument"])
        return "policy of queues"


class Alarm(Made):
    """What CloudWatch watches, and who is told."""

    kind, service = "AWS::CloudWatch::Alarm", "cloudwatch"

    @classmethod
    def make(cls, backend: Any, wanted: dict[str, Any]) -> str:
        """Put it."""
        backend.put_metric_alarm(
            name=wanted["AlarmName"],
            namespace=wanted["Namespace"],
            metric_name=wanted["MetricName"],
            comparison_operator=wanted["ComparisonOperator"],
            evaluation_periods=int(wanted["EvaluationPeriods"]),
            period=int(wanted["Period"]),
            threshold=float(wanted["Threshold"]),
            statistic=wanted["Statistic"],
            description=wanted["AlarmDescription"],
            dimensions=wanted["Dimensions"],
            alarm_actions=wanted.get("AlarmActions", []),
        )
        return str(wanted["AlarmName"])


def _store_policies_as_json(iam: Any) -> None:
    """Let a role's own policies be readable: moto's CloudFormation hands them on as Python's dicts."""
    put = iam.Role.put_policy
    iam.Role.put_policy = lambda role, name, policy: put(
        role, name, json.dumps(policy) if isinstance(policy, dict) else policy
    )


def _tell_of_fault_injection(ecs: Any) -> None:
    """Answer with enableFaultInjection, as AWS does of every task definition; moto knows no such field."""
    ecs.TaskDefinition.enable_fault_injection = False


def _take_http_for_https(s3: Any) -> None:
    """Refuse nobody by a bucket's policy: ours refuses whatever comes without TLS, and here everything does."""
    s3.FakeBucket.get_permission = lambda *_: (
        importlib.import_module("moto.iam.access_control").PermissionResult.NEUTRAL
    )


def _keep_whole_definitions(ecs: Any) -> None:
    """Keep of a task definition what it is besides its containers: moto's CloudFormation drops roles and sizes."""
    make = ecs.TaskDefinition.create_from_cloudformation_json

    def made(*given: Any, **more: Any) -> Any:
        definition, wanted = make(*given, **more), given[1]["Properties"]
        definition.execution_role_arn, definition.task_role_arn = wanted["ExecutionRoleArn"], wanted["TaskRoleArn"]
        definition.network_mode, definition.cpu = wanted["NetworkMode"], wanted["Cpu"]
        return definition

    ecs.TaskDefinition.create_from_cloudformation_json = made


def teach() -> None:
    """Let moto know what it does not know alone."""
    parsing = importlib.import_module("moto.cloudformation.parsing")
    parsing.get_model_map().update({made.kind: made for made in (Secret, BucketPolicy, QueuePolicy, Alarm)})
    _store_policies_as_json(models("iam"))
    _take_http_for_https(models("s3"))
    _tell_of_fault_injection(models("ecs"))
    _keep_whole_definitions(models("ecs"))


def serve(port: str) -> None:
    """Answer until the process is ended."""
    importlib.import_module("moto.server").main(["-p", port])


if __name__ == "__main__":
    teach()
    serve(sys.argv[1])
