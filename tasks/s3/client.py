"""Clients of S3 that many threads may use, and that do not wait for ever."""

from typing import Any

# As many connections as threads ask Spotify at a time, see tasks/spotify/crawl.py; with fewer, urllib3 complains.
CONNECTIONS = 16

PATIENT: dict[str, Any] = {
    "connect_timeout": 5,
    "read_timeout": 30,
    "retries": {"mode": "standard", "total_max_attempts": 5},
    "max_pool_connections": CONNECTIONS,
}


def client(session: Any = None, **parameters: Any) -> Any:
    """Return a client of a boto3 session, by default of the usual AWS variables; raises botocore's errors."""
    import boto3  # type: ignore[import-untyped]
    from botocore.config import Config  # type: ignore[import-untyped]

    given = parameters.pop("config", None)
    config = given.merge(Config(**PATIENT)) if given else Config(**PATIENT)
    return (session or boto3.Session()).client("s3", config=config, **parameters)
