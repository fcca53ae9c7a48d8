"""deploy/aws.yaml: what cfn-lint says of it, and what is there once moto has created it."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from prefect_aws.settings import EcsObserverSettings

from tasks.deployment.pools import ECS
from tests.aws.conftest import Client, Stack

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.proof


@pytest.mark.skipif(not importlib.util.find_spec("cfnlint"), reason="cfn-lint is not installed: pip install cfn-lint")
def test_cfn_lint_finds_nothing() -> None:
    """No error and no warning."""
    command = [sys.executable, "-c", "from cfnlint.runner import main; main()", "deploy/aws.yaml"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (0, "") == (found.returncode, found.stdout + found.stderr)


def test_the_observer_finds_its_queue(client: Client, stack: dict[str, str]) -> None:
    """The queue has the name at which a worker looks that was told nothing, and keeps what could not be handled."""
    sqs = client("sqs")
    url = sqs.get_queue_url(QueueName=EcsObserverSettings().sqs.queue_name)["QueueUrl"]
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert "prefect-ecs-tasks-events-dead" in attributes["RedrivePolicy"]


def test_a_worker_that_does_not_hear_is_noticed(client: Client, create_stack: Stack) -> None:
    """Whoever is named is told when the queue is not read, and when something in it cannot be handled."""
    create_stack("told", EventsQueueName="told", AlarmEmail="somebody@example.org")
    alarms = client("cloudwatch").describe_alarms(AlarmNamePrefix="told-")["MetricAlarms"]
    assert [("told-dead", "ApproximateNumberOfMessagesVisible"), ("told", "ApproximateAgeOfOldestMessage")] == [
        (one["Dimensions"][0]["Value"], one["MetricName"]) for one in sorted(alarms, key=lambda one: one["AlarmName"])
    ]
    [(topic,)] = {tuple(one["AlarmActions"]) for one in alarms}
    [told] = client("sns").list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    assert ("email", "somebody@example.org") == (told["Protocol"], told["Endpoint"])


def changed(cluster: str) -> dict[str, str]:
    """Return what ECS says when a task of a cluster changes."""
    detail = {"clusterArn": cluster, "lastStatus": "STOPPED"}
    return {"Source": "aws.ecs", "DetailType": "ECS Task State Change", "Detail": json.dumps(detail)}


def test_what_ecs_says_of_this_cluster_comes_to_the_queue(client: Client, stack: dict[str, str]) -> None:
    """And nothing that it says of others."""
    ours = stack["ClusterArn"]
    client("events").put_events(Entries=[changed(f"{ours}-of-others"), changed(ours)])
    sqs = client("sqs")
    url = sqs.get_queue_url(QueueName="prefect-ecs-tasks-events")["QueueUrl"]
    messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    assert [ours] == [json.loads(one["Body"])["detail"]["clusterArn"] for one in messages]


def test_only_the_rule_may_send_to_the_queue(client: Client, stack: dict[str, str]) -> None:
    """EventBridge, and of it this rule."""
    sqs = client("sqs")
    url = sqs.get_queue_url(QueueName="prefect-ecs-tasks-events")["QueueUrl"]
    policy = json.loads(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])["Attributes"]["Policy"])
    [statement] = policy["Statement"]
    [rule] = client("events").list_rules(NamePrefix="spotify-etl")["Rules"]
    assert {"Service": "events.amazonaws.com"} == statement["Principal"]
    assert {"ArnEquals": {"aws:SourceArn": rule["Arn"]}} == statement["Condition"]


def test_the_bucket_speaks_tls_only(client: Client, stack: dict[str, str]) -> None:
    """To anybody, about anything in it."""
    policy = json.loads(client("s3").get_bucket_policy(Bucket=stack["BucketName"])["Policy"])
    [statement] = policy["Statement"]
    assert ("Deny", "*", "s3:*") == (statement["Effect"], statement["Principal"], statement["Action"])
    assert {"Bool": {"aws:SecureTransport": "false"}} == statement["Condition"]
    bucket = f"arn:aws:s3:::{stack['BucketName']}"
    assert [bucket, f"{bucket}/*"] == statement["Resource"]


def test_nobody_can_make_the_bucket_public() -> None:
    """Asked of the file, for moto creates a bucket without this."""
    text = (ROOT / "deploy/aws.yaml").read_text()
    locks = re.findall(r"^ +((?:Block|Ignore|Restrict)Public\w+): true$", text, re.MULTILINE)
    assert ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"] == locks


def test_logs_end(client: Client, stack: dict[str, str]) -> None:
    """The group has a retention."""
    [group] = client("logs").describe_log_groups(logGroupNamePrefix=stack["LogGroupName"])["logGroups"]
    assert 30 == group["retentionInDays"]


def test_the_worker_is_a_service(client: Client, stack: dict[str, str]) -> None:
    """It serves the work pool with the image of the repository, signs in by a secret, is replaced when it hangs."""
    ecs = client("ecs")
    [service] = ecs.describe_services(cluster="spotify-etl", services=["spotify-etl-worker"])["services"]
    container = definition(ecs, service["taskDefinition"])["containerDefinitions"][0]
    assert 1 == service["desiredCount"]
    assert f"{stack['RepositoryUri']}:v1" == container["image"]
    assert ["env", "prefect", "worker", "start"] == [*container["entryPoint"], *container["command"][:3]]
    assert ECS == container["command"][container["command"].index("--pool") + 1]
    assert [("PREFECT_API_AUTH_STRING", stack["AuthStringSecret"])] == [
        (one["name"], one["valueFrom"]) for one in container["secrets"]
    ]
    assert "8080/health" in container["healthCheck"]["command"][1]


def test_the_worker_writes_only_into_its_volume(client: Client, stack: dict[str, str]) -> None:
    """Its root file system is read-only; what Prefect and Python write goes to the volume."""
    found = definition(client("ecs"), "spotify-etl-worker")
    [container] = found["containerDefinitions"]
    assert container["readonlyRootFilesystem"]
    assert [("/data", "data")] == [(one["containerPath"], one["sourceVolume"]) for one in container["mountPoints"]]
    assert ["data"] == [one["name"] for one in found["volumes"]]
    given = {one["name"]: one["value"] for one in container["environment"]}
    assert ("/data/prefect", "/data") == (given["PREFECT_HOME"], given["TMPDIR"])


def test_the_worker_has_its_role(client: Client, stack: dict[str, str]) -> None:
    """And is started with that of the execution."""
    found = definition(client("ecs"), "spotify-etl-worker")
    assert (stack["WorkerRoleArn"], stack["ExecutionRoleArn"]) == (found["taskRoleArn"], found["executionRoleArn"])


def definition(ecs: Any, name: str) -> dict[str, Any]:
    """Return a task definition."""
    found: dict[str, Any] = ecs.describe_task_definition(taskDefinition=name)["taskDefinition"]
    return found


def test_the_database_is_for_the_runs_alone(client: Client, stack: dict[str, str]) -> None:
    """Postgres, encrypted, without an address in the internet, with a password that nobody has typed."""
    [database] = client("rds").describe_db_instances()["DBInstances"]
    assert ("postgres", False, True) == (
        database["Engine"],
        database["PubliclyAccessible"],
        database["StorageEncrypted"],
    )
    groups = client("ec2").describe_security_groups(
        Filters=[{"Name": "description", "Values": ["Postgres of the Spotify ETL"]}]
    )["SecurityGroups"]
    [rule] = groups[0]["IpPermissions"]
    assert (5432, 5432, []) == (rule["FromPort"], rule["ToPort"], rule["IpRanges"])
    assert [stack["SecurityGroup"]] == [one["GroupId"] for one in rule["UserIdGroupPairs"]]


def test_nothing_comes_in(client: Client, stack: dict[str, str]) -> None:
    """Worker and runs listen to nobody."""
    [group] = client("ec2").describe_security_groups(GroupIds=[stack["SecurityGroup"]])["SecurityGroups"]
    assert [] == group["IpPermissions"]


def test_what_is_not_wanted_is_not_created(client: Client, create_stack: Stack) -> None:
    """By default there is no database, no sign-in at Prefect's API, no worker, and nobody to be told."""
    outputs = create_stack("bare", EventsQueueName="bare")
    assert not {"DatabaseEndpoint", "ApiKeySecret", "AuthStringSecret"} & set(outputs)
    alarms = client("cloudwatch").describe_alarms(AlarmNamePrefix="bare-")["MetricAlarms"]
    assert [[], []] == [one["AlarmActions"] for one in alarms]
    [service] = client("ecs").describe_services(cluster="bare", services=["bare-worker"])["services"]
    assert 0 == service["desiredCount"]
