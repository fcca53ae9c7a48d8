"""Results and answers on S3: a run that is killed on one machine is finished by the next on another."""

import base64
import io
import json
import os
import signal
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from prefect_aws import S3Bucket

from tasks.postgres.database import Database
from tasks.sandbox import Sandbox
from tasks.sandbox.faults import Fault
from tests.conftest import copied
from tests.flows.conftest import World, environment
from tests.flows.killing import LOG, program, run_again, until
from tests.flows.rows import lift, rows
from tests.flows.s3 import S3

DAY = 12

# Answers that the first run gets before Spotify wants a pause, in the middle of a batch.
GIVEN = 30

TOO_MANY = 429


def answered(sandbox: Sandbox) -> Counter[str]:
    """Return how often each question was answered."""
    told = (one for one in sandbox.log if one.path.startswith("/v1/") and one.status != TOO_MANY)
    return Counter(f"{one.path} {sorted(one.query.items())}" for one in told)


def kept(s3: S3) -> dict[str, bytes]:
    """Return the answers that are kept one by one."""
    return {path: body for path, body in s3.objects.items() if "/results/pages/" in path}


def of_machine(sandbox: Sandbox, database: Database, bucket: str, s3: S3, data_dir: Path) -> dict[str, str]:
    """Return the variables of a container, whose disk is its own and whose results go to a bucket."""
    S3Bucket(bucket_name=bucket, bucket_folder="results/").save(f"results-{bucket}", overwrite=True)
    data_dir.mkdir()
    block = {"PREFECT_DEFAULT_RESULT_STORAGE_BLOCK": f"s3-bucket/results-{bucket}"}
    return environment(sandbox, database, data_dir) | s3.variables() | block


@pytest.fixture
def fresh(server: Database, template: Database) -> Iterator[Database]:
    """Another database, for the run to compare with."""
    with copied(server, template.name) as database:
        yield database


@pytest.mark.heavy  # three runs, one of them as slow as Spotify
def test_what_one_machine_was_told_another_does_not_ask(
    prefect_server: None, migrated: Database, fresh: Database, world: World, s3: S3, tmp_path: Path
) -> None:
    """Together they ask what an unbroken run asks, and leave its rows; the second may not even remove what is kept."""
    with world(day=DAY) as sandbox:
        run_again(of_machine(sandbox, fresh, "unbroken", s3, tmp_path / "unbroken"), "--no-transform")
        unbroken = answered(sandbox)
        sandbox.clear_log()
        assert {} == s3.objects  # what is not needed any more is removed
        killed_in_a_pause(sandbox, of_machine(sandbox, migrated, "lasting", s3, tmp_path / "one"), s3)
        lift(migrated)
        run_again(of_machine(sandbox, migrated, "lasting", s3, tmp_path / "another"), "--no-transform")
        assert unbroken == answered(sandbox)
        assert rows(fresh) == rows(migrated)
    put = Counter(asked for asked in s3.asked if asked.startswith("PUT"))
    assert {1} == set(put.values())  # what Prefect had kept of whole batches was taken from there
    assert not [path for data_dir in ("one", "another") for path in (tmp_path / data_dir).rglob("pages")]
    assert len(kept(s3)) == len(unbroken)
    assert [] == secrets_in(s3, sandbox, migrated)


def test_a_bucket_that_is_not_there_is_said_before_anything_is_asked(
    prefect_server: None, migrated: Database, world: World, s3: S3, tmp_path: Path
) -> None:
    """In one sentence; without it each answer would be asked for in vain."""
    with world(day=DAY) as sandbox:
        variables = of_machine(sandbox, migrated, "missing", s3, tmp_path / "one")
        with program(variables, "--no-transform") as process:
            assert 1 == process.wait()
        assert {} == answered(sandbox) - Counter(["/v1/me []"])
    log = (tmp_path / "one" / LOG).read_text()
    said = "Error: Answers cannot be kept with Prefect's results: s3://missing/results/pages/"
    assert (True, False) == (said in log, "Traceback" in log), log


def killed_in_a_pause(sandbox: Sandbox, variables: dict[str, str], s3: S3) -> None:
    """Run the program, and kill it when it waits for Spotify and all that it was told is kept."""
    sandbox.inject(Fault("rate_limit", after=GIVEN, retry_after=55))
    with program(variables, "--no-transform") as process:
        until(lambda: GIVEN == len(kept(s3)) and TOO_MANY in {one.status for one in sandbox.log}, process)
        assert process.poll() is None, "It ended before it could be killed"
        os.killpg(process.pid, signal.SIGKILL)
    sandbox.clear_faults()


def secrets_in(s3: S3, sandbox: Sandbox, database: Database) -> list[str]:
    """Return which secrets of a run stand in what is kept."""
    secrets = [sandbox.client_secret, sandbox.refresh_token, database.password.get_secret_value()]
    texts = [readable(path, body) for path, body in s3.objects.items()]
    assert any("Top 50 - Germany" in text for text in texts)
    return [one for one in secrets if any(one in text for text in texts)]


def readable(path: str, body: bytes) -> str:
    """Return what an object says: an answer, or the pages of a batch."""
    if "/results/pages/" in path:
        head, _, page = body.partition(b"\n")
        return f"{path} {head!r} {zlib.decompress(page)!r}"
    frame = pl.read_parquet(io.BytesIO(base64.b64decode(json.loads(body)["result"])))
    return str(frame.rows())
