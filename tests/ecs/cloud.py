"""An account in which somebody has followed docs/aws.md, with values that lead to a sandbox and a Postgres here."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import uuid4

import boto3  # type: ignore[import-untyped]
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterName
from prefect_aws import AwsCredentials, AwsSecret, S3Bucket

from flows.deployment import main
from tasks.postgres.database import Database
from tasks.sandbox import Sandbox
from tests.ecs.flow_run import FlowRun
from tests.flows.conftest import environment

# They are in Secrets Manager.
SECRETS = {
    "SPOTIFY_CLIENT_ID",
    "SPOTIFY_CLIENT_SECRET",
    "SPOTIFY_REFRESH_TOKEN",
    "TARGET_DB_USERNAME",
    "TARGET_DB_PASSWORD",
}

# They are not for a container.
OTHERS = {"ENV_FILE", "DATA_DIR"}


class Cloud:
    """The stack by its outputs, and the Prefect server that its worker asks."""

    def __init__(self, outputs: dict[str, str], client: SyncPrefectClient, sign_in: str) -> None:
        self.outputs = outputs
        self.sign_in = sign_in
        self.worker = ""
        self._client = client

    def keep_secrets(self, server: Database) -> None:
        """Put in the values that the stack leaves open."""
        self._keep("SpotifySecretArn", SPOTIFY_CLIENT_ID=Sandbox.client_id, SPOTIFY_CLIENT_SECRET=Sandbox.client_secret)
        self._keep("DatabaseSecretArn", username=server.user, password=server.password.get_secret_value())
        boto3.client("secretsmanager").put_secret_value(
            SecretId=self.outputs["TokenSecretArn"], SecretString=Sandbox.refresh_token
        )
        sign_in = self.outputs["AuthStringSecret"].removesuffix(":PREFECT_API_AUTH_STRING::")
        text = json.dumps({"PREFECT_API_AUTH_STRING": self.sign_in})
        boto3.client("secretsmanager").put_secret_value(SecretId=sign_in, SecretString=text)

    def _keep(self, output: str, **values: str) -> None:
        client = boto3.client("secretsmanager")
        client.put_secret_value(SecretId=self.outputs[output], SecretString=json.dumps(values))

    def make_blocks(self) -> None:
        """Say where results and the listener's sign-in are kept."""
        S3Bucket(bucket_name=self.outputs["BucketName"], bucket_folder="results").save("spotify-etl", overwrite=True)
        AwsSecret(secret_name="spotify-etl/token", aws_credentials=AwsCredentials()).save("spotify", overwrite=True)

    def deploy(self, outputs: Path) -> None:
        """Make work pool and deployments from the outputs of the stack."""
        listed = [{"OutputKey": name, "OutputValue": value} for name, value in self.outputs.items()]
        outputs.write_text(json.dumps(listed))
        assert 0 == main(["--ecs", str(outputs)])

    def settle(self, sandbox: Sandbox, database: Database, **others: str) -> None:
        """Write the file of settings."""
        given = environment(sandbox, database, Path(os.devnull))
        kept = {name: value for name, value in given.items() if name not in SECRETS | OTHERS}
        lines = [
            f"{name}={value}\n"
            for name, value in (kept | {"SPOTIFY_TOKEN_BLOCK": "aws-secret/spotify"} | others).items()
        ]
        boto3.client("s3").put_object(
            Bucket=self.outputs["BucketName"], Key="settings/etl.env", Body="".join(lines).encode()
        )

    def run(
        self, deployment: str, job_variables: Mapping[str, Any] = MappingProxyType({}), **parameters: Any
    ) -> FlowRun:
        """Ask for a run."""
        number = self._client.read_deployment_by_name(deployment).id
        run = self._client.create_flow_run_from_deployment(
            number, parameters=parameters, job_variables=dict(job_variables), idempotency_key=uuid4().hex
        )
        return FlowRun(self._client, run.id)

    def states(self, name: str) -> list[str]:
        """Return in which states the runs of a deployment are."""
        found = self._client.read_flow_runs(deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=[name])))
        return [str(one.state_type.value) for one in found if one.state_type]

    def start_worker(self) -> None:
        """Run the task that the service of the worker asks for, and remember its id."""
        ecs = boto3.client("ecs")
        [service] = ecs.describe_services(cluster="spotify-etl", services=["spotify-etl-worker"])["services"]
        [task] = ecs.run_task(
            cluster="spotify-etl",
            launchType="FARGATE",
            taskDefinition=service["taskDefinition"],
            networkConfiguration={"awsvpcConfiguration": self._network()},
        )["tasks"]
        self.worker = task["taskArn"].rpartition("/")[2]

    def _network(self) -> dict[str, Any]:
        # Of a service moto's CloudFormation does not keep it.
        return {
            "subnets": self.outputs["Subnets"].split('", "'),
            "securityGroups": [self.outputs["SecurityGroup"]],
            "assignPublicIp": self.outputs["PublicIp"],
        }
