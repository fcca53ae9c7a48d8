"""Objects below a prefix."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tasks.s3.client import CONNECTIONS, client
from tasks.s3.error import S3Error
from tasks.s3.objects import Objects
from tests.flows.s3 import S3
from tests.s3.conftest import BUCKET


def test_an_object_comes_back_as_it_was(s3_client: Any) -> None:
    """Bytes, to whoever names the same prefix; the later of two is the one."""
    Objects(s3_client, BUCKET, "results/pages/a/").write("one", b"\x00first")
    Objects(s3_client, BUCKET, "results/pages/a/").write("one", b"\x00second")
    assert b"\x00second" == Objects(s3_client, BUCKET, "results/pages/a/").read("one")


def test_what_is_not_there_is_no_error(s3_client: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Nor is anything logged: of a run that is not resumed that is every first look."""
    assert Objects(s3_client, BUCKET, "results/pages/a/").read("one") is None
    assert [] == [record for record in caplog.records if record.levelname in {"WARNING", "ERROR"}]


def test_as_many_threads_as_ask_share_them(s3_client: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Each with a connection of its own."""
    objects = Objects(s3_client, BUCKET, "results/pages/a/")

    def write_and_read(number: int) -> bytes | None:
        objects.write(str(number), str(number).encode())
        return objects.read(str(number))

    with ThreadPoolExecutor(CONNECTIONS) as threads:
        read = list(threads.map(write_and_read, range(100)))
    assert [str(number).encode() for number in range(100)] == read
    assert [] == [record for record in caplog.records if record.levelname in {"WARNING", "ERROR"}]


def test_removed_objects_are_gone(s3_client: Any) -> None:
    """Those below the prefix, of more than one page of a list; others stay, also one whose name goes on otherwise."""
    these, other = Objects(s3_client, BUCKET, "results/pages/a/"), Objects(s3_client, BUCKET, "results/pages/ab/")
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        list(threads.map(lambda number: these.write(str(number), b"x"), range(1050)))
    other.write("one", b"y")
    these.remove()
    assert (None, None, b"y") == (these.read("0"), these.read("1049"), other.read("one"))


def test_what_may_not_be_removed_stays(s3: S3) -> None:
    """It is tried once and not for every thousand, and nobody is told: the bucket's rule removes it."""
    objects = Objects(client(), "lasting", "results/")
    for number in range(150):
        objects.write(str(number), b"x")
    s3.asked.clear()
    objects.remove()
    assert (b"x", 1) == (objects.read("0"), sum(asked.startswith("POST") for asked in s3.asked))


def test_a_bucket_that_refuses_everything_is_left_alone(s3: S3) -> None:
    """When removing; when writing it is a sentence."""
    objects = Objects(client(), "refused", "results/")
    objects.remove()
    with pytest.raises(S3Error, match=r"^s3://refused/results/one: AWS does not permit this: allow s3:PutObject"):
        objects.write("one", b"x")
