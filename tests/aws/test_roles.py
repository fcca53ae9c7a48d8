"""What the three roles of deploy/aws.yaml may do, and what they may not.

Every policy is read back from IAM and judged by moto, which knows actions, resources and StringEquals; whether AWS
grants ecs:RunTask in another cluster (ArnEquals) is therefore not asked. Requests to S3 are made in the role's name.
"""

import importlib
import json
from collections.abc import Iterator
from typing import Any

import boto3  # type: ignore[import-untyped]
import httpx
import pytest
from botocore.exceptions import ClientError  # type: ignore[import-untyped]

from tests.aws.conftest import REGION, Client

pytestmark = pytest.mark.proof

ARN = f"{REGION}:123456789012"
BUCKET = "arn:aws:s3:::{BucketName}"
QUEUE = f"arn:aws:sqs:{ARN}:prefect-ecs-tasks-events"
RUN = f"arn:aws:ecs:{ARN}:task-definition/spotify-etl-run:1"
TASK = f"arn:aws:ecs:{ARN}:task/spotify-etl/0123456789abcdef"
LOG = f"arn:aws:logs:{ARN}:log-group:/ecs/spotify-etl:log-stream:run/etl/1"
OTHERS_LOG = f"arn:aws:logs:{ARN}:log-group:/ecs/other:log-stream:run/etl/1"
IMAGES = f"arn:aws:ecr:{ARN}:repository/spotify-etl"
OTHERS_SECRET = f"arn:aws:secretsmanager:{ARN}:secret:other-abcdef"

ALLOWED = [
    ("ExecutionRoleArn", "ecr:GetAuthorizationToken", "*"),  # pull the image
    ("ExecutionRoleArn", "ecr:BatchGetImage", IMAGES),
    ("ExecutionRoleArn", "ecr:GetDownloadUrlForLayer", IMAGES),
    ("ExecutionRoleArn", "logs:CreateLogStream", LOG),  # what awslogs does
    ("ExecutionRoleArn", "logs:PutLogEvents", LOG),
    ("ExecutionRoleArn", "secretsmanager:GetSecretValue", "{SpotifySecretArn}"),  # what the template names as secrets
    ("ExecutionRoleArn", "secretsmanager:GetSecretValue", "{DatabaseSecretArn}"),
    ("ExecutionRoleArn", "secretsmanager:GetSecretValue", "{PrefectSecretArn}"),
    ("ExecutionRoleArn", "s3:GetObject", "{EnvFileArn}"),  # environmentFiles
    ("ExecutionRoleArn", "s3:GetBucketLocation", BUCKET),
    ("TaskRoleArn", "s3:GetObject", "{EnvFileArn}"),  # ENV_FILE=s3://
    ("TaskRoleArn", "s3:GetObject", BUCKET + "/lists/playlists.txt"),  # what to read, one a line
    ("TaskRoleArn", "s3:PutObject", BUCKET + "/results/key"),  # Prefect's results
    ("TaskRoleArn", "s3:GetObject", BUCKET + "/results/key"),
    ("TaskRoleArn", "s3:DeleteObject", BUCKET + "/results/pages/window/key"),  # answers, once the run has ended
    ("TaskRoleArn", "s3:PutObject", BUCKET + "/exports/mart.parquet"),  # flows/export.py --to s3://
    ("TaskRoleArn", "s3:ListBucket", BUCKET),  # 404 instead of 403 for what is not there
    ("TaskRoleArn", "secretsmanager:GetSecretValue", "{TokenSecretArn}"),  # aws-secret/...
    ("TaskRoleArn", "secretsmanager:PutSecretValue", "{TokenSecretArn}"),  # a token that Spotify has replaced
    ("WorkerRoleArn", "ecs:DescribeTaskDefinition", "*"),  # match_latest_revision_in_family
    ("WorkerRoleArn", "ecs:RegisterTaskDefinition", RUN),
    ("WorkerRoleArn", "ecs:RunTask", RUN),
    ("WorkerRoleArn", "ecs:TagResource", TASK),  # RunTask with Prefect's labels
    ("WorkerRoleArn", "ecs:StopTask", TASK),  # cancel
    ("WorkerRoleArn", "ecs:DescribeTasks", TASK),  # the observer asks for the labels
    ("WorkerRoleArn", "ec2:DescribeVpcs", "*"),  # a network_configuration is checked
    ("WorkerRoleArn", "ec2:DescribeSubnets", "*"),
    ("WorkerRoleArn", "sqs:GetQueueUrl", QUEUE),
    ("WorkerRoleArn", "sqs:ReceiveMessage", QUEUE),
    ("WorkerRoleArn", "sqs:DeleteMessage", QUEUE),
    ("WorkerRoleArn", "sqs:ChangeMessageVisibility", QUEUE),
    ("WorkerRoleArn", "logs:GetLogEvents", LOG),  # the last words of a run that crashed
    ("WorkerRoleArn", "iam:PassRole", "{ExecutionRoleArn}"),
    ("WorkerRoleArn", "iam:PassRole", "{TaskRoleArn}"),
]

DENIED = [
    ("ExecutionRoleArn", "secretsmanager:GetSecretValue", OTHERS_SECRET),  # of somebody else
    ("ExecutionRoleArn", "secretsmanager:GetSecretValue", "{TokenSecretArn}"),  # the run reads that one itself
    ("ExecutionRoleArn", "secretsmanager:PutSecretValue", "{SpotifySecretArn}"),
    ("ExecutionRoleArn", "s3:GetObject", BUCKET + "/results/key"),
    ("ExecutionRoleArn", "s3:PutObject", "{EnvFileArn}"),
    ("ExecutionRoleArn", "logs:PutLogEvents", OTHERS_LOG),
    ("ExecutionRoleArn", "logs:CreateLogGroup", LOG),  # the stack's has a retention
    ("ExecutionRoleArn", "ecr:BatchGetImage", IMAGES + "-of-others"),
    ("ExecutionRoleArn", "ecr:PutImage", IMAGES),
    ("TaskRoleArn", "s3:PutObject", "{EnvFileArn}"),  # a run that changes its own settings
    ("TaskRoleArn", "s3:DeleteObject", BUCKET + "/results/key"),
    ("TaskRoleArn", "s3:PutObject", BUCKET + "/lists/playlists.txt"),
    ("TaskRoleArn", "s3:DeleteObject", "{EnvFileArn}"),
    ("TaskRoleArn", "s3:GetObject", BUCKET + "/settings/other.env"),  # ENV_FILE=s3:// names this one key
    ("TaskRoleArn", "s3:GetObject", "arn:aws:s3:::other/results/key"),
    ("TaskRoleArn", "s3:DeleteBucket", BUCKET),
    ("TaskRoleArn", "s3:PutBucketPolicy", BUCKET),
    ("TaskRoleArn", "secretsmanager:GetSecretValue", "{SpotifySecretArn}"),
    ("TaskRoleArn", "secretsmanager:GetSecretValue", OTHERS_SECRET),
    ("TaskRoleArn", "secretsmanager:DeleteSecret", "{TokenSecretArn}"),
    ("TaskRoleArn", "ecs:RunTask", RUN),
    ("TaskRoleArn", "iam:PassRole", "{TaskRoleArn}"),
    ("TaskRoleArn", "sts:AssumeRole", "{WorkerRoleArn}"),
    ("WorkerRoleArn", "iam:PassRole", "{WorkerRoleArn}"),  # a run with the rights of the worker
    ("WorkerRoleArn", "iam:PassRole", "arn:aws:iam::123456789012:role/admin"),
    ("WorkerRoleArn", "iam:CreateRole", "*"),
    ("WorkerRoleArn", "ecs:RegisterTaskDefinition", f"arn:aws:ecs:{ARN}:task-definition/other:1"),
    ("WorkerRoleArn", "ecs:RunTask", f"arn:aws:ecs:{ARN}:task-definition/other:1"),
    ("WorkerRoleArn", "ecs:RunTask", f"arn:aws:ecs:{ARN}:task-definition/spotify-etl-worker:1"),
    ("WorkerRoleArn", "ecs:StopTask", f"arn:aws:ecs:{ARN}:task/other/0123456789abcdef"),
    ("WorkerRoleArn", "ecs:DeleteCluster", f"arn:aws:ecs:{ARN}:cluster/spotify-etl"),
    ("WorkerRoleArn", "ecs:UpdateService", "*"),
    ("WorkerRoleArn", "secretsmanager:GetSecretValue", "{SpotifySecretArn}"),
    ("WorkerRoleArn", "s3:GetObject", "{EnvFileArn}"),
    ("WorkerRoleArn", "sqs:ReceiveMessage", QUEUE + "-of-others"),
    ("WorkerRoleArn", "sqs:SendMessage", QUEUE),
    ("WorkerRoleArn", "logs:GetLogEvents", OTHERS_LOG),
]


def named(text: str, stack: dict[str, str]) -> str:
    """Return a resource with the outputs of the stack in it."""
    return text.format(**stack, PrefectSecretArn=stack["AuthStringSecret"].removesuffix(":PREFECT_API_AUTH_STRING::"))


def may(iam: Any, role: str, action: str, resource: str, **context: str) -> bool:
    """Return whether a policy of the role permits it and none denies it."""
    judge = importlib.import_module("moto.iam.access_control")
    name = role.rpartition("/")[2]
    assert [] == iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    policies = [
        judge.IAMPolicy(json.dumps(iam.get_role_policy(RoleName=name, PolicyName=one)["PolicyDocument"]))
        for one in iam.list_role_policies(RoleName=name)["PolicyNames"]
    ]
    assert policies
    results = {one.is_action_permitted(action, resource, None, context) for one in policies}
    return judge.PermissionResult.PERMITTED in results and judge.PermissionResult.DENIED not in results


@pytest.mark.parametrize(("role", "action", "resource"), ALLOWED)
def test_what_a_role_must_be_allowed(
    client: Client, stack: dict[str, str], role: str, action: str, resource: str
) -> None:
    """Whatever ECS, a run and Prefect's worker do."""
    assert may(client("iam"), stack[role], action, named(resource, stack))


@pytest.mark.parametrize(("role", "action", "resource"), DENIED)
def test_what_a_role_must_not_be_allowed(
    client: Client, stack: dict[str, str], role: str, action: str, resource: str
) -> None:
    """Whatever belongs to others, and to one of the other two roles."""
    assert not may(client("iam"), stack[role], action, named(resource, stack))


def test_the_roles_are_handed_to_tasks_only(client: Client, stack: dict[str, str]) -> None:
    """The worker cannot give them to a Lambda function or a machine."""
    wanted = client("iam"), stack["WorkerRoleArn"], "iam:PassRole", stack["TaskRoleArn"]
    assert may(*wanted, **{"iam:PassedToService": "ecs-tasks.amazonaws.com"})
    assert not may(*wanted, **{"iam:PassedToService": "lambda.amazonaws.com"})


@pytest.mark.parametrize("role", ["ExecutionRoleArn", "TaskRoleArn", "WorkerRoleArn"])
def test_only_tasks_take_the_roles(client: Client, stack: dict[str, str], role: str) -> None:
    """No other service and no person."""
    trust = client("iam").get_role(RoleName=stack[role].rpartition("/")[2])["Role"]["AssumeRolePolicyDocument"]
    assert [{"Service": "ecs-tasks.amazonaws.com"}] == [one["Principal"] for one in trust["Statement"]]


def test_no_star_stands_where_a_resource_could(client: Client, stack: dict[str, str]) -> None:
    """Only actions that AWS knows without a resource have "*", and no action has a star."""
    iam = client("iam")
    everywhere = set()
    for role in ("ExecutionRoleArn", "TaskRoleArn", "WorkerRoleArn"):
        name = stack[role].rpartition("/")[2]
        for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
            for one in iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"]["Statement"]:
                actions = [one["Action"]] if isinstance(one["Action"], str) else one["Action"]
                assert "*" not in "".join(actions)
                everywhere |= set(actions) if one["Resource"] == "*" else set()
    withouts = {"ecr:GetAuthorizationToken", "ecs:DescribeTaskDefinition", "ec2:DescribeSubnets", "ec2:DescribeVpcs"}
    assert withouts == everywhere


@pytest.fixture
def enforced(aws: str) -> Iterator[None]:
    """From here on AWS asks who somebody is and what they may do."""
    httpx.post(f"{aws}/moto-api/reset-auth", content="0")
    yield
    httpx.post(f"{aws}/moto-api/reset-auth", content="inf")


@pytest.fixture
def run(client: Client, stack: dict[str, str]) -> Any:
    """S3 as a run meets it."""
    client("s3").put_object(Bucket=stack["BucketName"], Key="settings/etl.env", Body=b"TIME_ZONE=UTC\n")
    taken = client("sts").assume_role(RoleArn=stack["TaskRoleArn"], RoleSessionName="run")["Credentials"]
    return boto3.client(
        "s3",
        aws_access_key_id=taken["AccessKeyId"],
        aws_secret_access_key=taken["SecretAccessKey"],
        aws_session_token=taken["SessionToken"],
    )


def test_a_run_reads_its_settings_and_keeps_its_results(stack: dict[str, str], run: Any, enforced: None) -> None:
    """As S3 itself sees it."""
    bucket = stack["BucketName"]
    assert b"TIME_ZONE=UTC\n" == run.get_object(Bucket=bucket, Key="settings/etl.env")["Body"].read()
    run.put_object(Bucket=bucket, Key="results/key", Body=b"{}")
    assert b"{}" == run.get_object(Bucket=bucket, Key="results/key")["Body"].read()


def test_a_run_changes_nothing_else(stack: dict[str, str], run: Any, enforced: None) -> None:
    """Neither its settings nor what others keep in the bucket."""
    for key in ("settings/etl.env", "elsewhere"):
        with pytest.raises(ClientError, match="AccessDenied"):
            run.put_object(Bucket=stack["BucketName"], Key=key, Body=b"")
