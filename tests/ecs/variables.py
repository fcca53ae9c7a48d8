"""The variables of a container, from where a task definition says that they are.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html: what the definition says wins
over the file, and an override over both.
"""

import json
from collections.abc import Iterator
from typing import Any

from tests.ecs.role import Role

Container = dict[str, Any]


def variables_of(container: Container, override: Container, execution: Role) -> dict[str, str]:
    """Return them, each by its name; raises what AWS answers where a file or a secret is not to be had."""
    return dict(
        [
            *_from_files(container, execution),
            *((one["name"], one["value"]) for one in container.get("environment", [])),
            *((one["name"], _secret(one["valueFrom"], execution)) for one in container.get("secrets", [])),
            *((one["name"], one["value"]) for one in override.get("environment", [])),
        ]
    )


def _from_files(container: Container, execution: Role) -> Iterator[tuple[str, str]]:
    for file in container.get("environmentFiles", []):
        bucket, _, key = file["value"].removeprefix("arn:aws:s3:::").partition("/")
        text = execution.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read().decode()
        for line in text.splitlines():
            name, sign, value = line.partition("=")
            if sign and not line.startswith("#"):
                yield name, value


def _secret(where: str, execution: Role) -> str:
    """Return the value at arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME:KEY::, the key's where one is named."""
    parts = where.split(":")
    kept = execution.client("secretsmanager").get_secret_value(SecretId=":".join(parts[:7]))["SecretString"]
    return str(json.loads(kept)[parts[7]]) if len(parts) > 7 else str(kept)
