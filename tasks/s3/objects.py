"""Objects of a bucket whose keys begin alike. Each appears whole or not at all, whoever is killed meanwhile."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tasks.s3.address import Address
from tasks.s3.complaints import translated
from tasks.s3.error import MissingError, S3Error


def read(client: Any, address: Address) -> bytes:
    """Return the content of an object; raises S3Error, MissingError where there is none."""
    with translated(address, "s3:GetObject"):
        content: bytes = client.get_object(Bucket=address.bucket, Key=address.key)["Body"].read()
        return content


@dataclass(frozen=True)
class Objects:
    """The objects below a prefix, which ends as the keys go on; any number of threads and processes may share them."""

    client: Any
    bucket: str
    prefix: str

    def read(self, name: str) -> bytes | None:
        """Return the content of an object, None where there is none, which S3 tells in one request."""
        try:
            return read(self.client, self._address(name))
        except MissingError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Put an object in the place of the one of its name; one request, which S3 charges for."""
        address = self._address(name)
        with translated(address, "s3:PutObject"):
            self.client.put_object(Bucket=address.bucket, Key=address.key, Body=content)

    def remove(self) -> None:
        """Remove them all, a thousand a request; where that is not permitted, or fails, a rule of the bucket has to."""
        with suppress(S3Error):
            for keys in self._listed():
                if not self._removed(keys):
                    return

    def _listed(self) -> Iterator[list[str]]:
        with translated(self._address(""), "s3:ListBucket"):
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
            for page in pages:
                yield [one["Key"] for one in page.get("Contents", [])]

    def _removed(self, keys: list[str]) -> bool:
        if not keys:
            return True
        wanted = {"Objects": [{"Key": key} for key in keys], "Quiet": True}
        with translated(self._address(""), "s3:DeleteObject"):
            return not self.client.delete_objects(Bucket=self.bucket, Delete=wanted).get("Errors")

    def _address(self, name: str) -> Address:
        return Address(self.bucket, self.prefix + name)
