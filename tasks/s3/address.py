"""Where an object is: s3://BUCKET/KEY."""

import re
from dataclasses import dataclass

from tasks.s3.error import S3Error

SCHEME = "s3://"

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, and its older, looser rules.
_ADDRESS = re.compile(r"s3://(?P<bucket>[A-Za-z0-9][A-Za-z0-9._-]{1,62})/(?P<key>.*[^/])", re.DOTALL)


@dataclass(frozen=True)
class Address:
    """A bucket and a key in it."""

    bucket: str
    key: str

    @classmethod
    def parsed(cls, text: str) -> "Address":
        """Return the address in a text; raises S3Error."""
        if found := _ADDRESS.fullmatch(text):
            return cls(found["bucket"], found["key"])
        raise S3Error("that is no address of an object: write s3://BUCKET/KEY")

    def __str__(self) -> str:
        return f"{SCHEME}{self.bucket}/{self.key}"


def is_on_s3(text: str) -> bool:
    """Tell whether a text is meant as an address on S3."""
    return text.startswith(SCHEME)
