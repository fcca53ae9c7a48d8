"""Clients in the name of a role, as ECS has them for a task and gives them to its container."""

import importlib
from typing import Any

import boto3  # type: ignore[import-untyped]


class Role:
    """A role that was assumed; `url` is where AWS is."""

    def __init__(self, arn: str, region: str, url: str) -> None:
        sts = importlib.import_module("moto.sts.models").sts_backends["123456789012"]["aws"]
        self._taken = sts.assume_role(region, "ecs", arn, "", 3600, "")
        self._region, self._url = region, url

    def variables(self) -> dict[str, str]:
        """Return what a container is given; the region is not ECS's to give."""
        return {
            "AWS_ENDPOINT_URL": self._url,
            "AWS_ACCESS_KEY_ID": self._taken.access_key_id,
            "AWS_SECRET_ACCESS_KEY": self._taken.secret_access_key,
            "AWS_SESSION_TOKEN": self._taken.session_token,
        }

    def client(self, service: str) -> Any:
        """Return a client of a service."""
        return boto3.client(
            service,
            endpoint_url=self._url,
            region_name=self._region,
            aws_access_key_id=self._taken.access_key_id,
            aws_secret_access_key=self._taken.secret_access_key,
            aws_session_token=self._taken.session_token,
        )
