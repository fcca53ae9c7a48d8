"""An S3 with a bucket, of our own and, where moto is installed, of moto's."""

from collections.abc import Iterator
from typing import Any

import pytest

from tasks.s3.client import client
from tests.aws.conftest import aws

__all__ = ["aws"]

BUCKET = "kept"


@pytest.fixture(params=["ours", pytest.param("moto", marks=pytest.mark.proof)])
def s3_client(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A client of the one and of the other."""
    request.getfixturevalue("s3" if request.param == "ours" else "aws")
    made = client()
    if request.param == "moto":
        made.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    yield made
    if request.param == "moto":
        _delete(made)


def _delete(made: Any) -> None:
    for one in made.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        made.delete_object(Bucket=BUCKET, Key=one["Key"])
    made.delete_bucket(Bucket=BUCKET)
