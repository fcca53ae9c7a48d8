"""Where what a run was told is kept until it ends: with Prefect's results on S3 if they are there, else in DATA_DIR.

A container's disk dies with it, and shards of a run are on several machines. So where Prefect's results go to an
s3-bucket block (PREFECT_RESULTS_DEFAULT_STORAGE_BLOCK names it), single answers are kept there too, below its folder as
pages/WINDOW/, for one PUT and one GET an answer: half a cent per thousand. Blocks of other kinds hold results alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from prefect.filesystems import WritableFileSystem
from prefect.results import get_default_result_storage
from prefect.settings import PREFECT_LOCAL_STORAGE_PATH

from tasks.s3.client import client
from tasks.s3.error import S3Error
from tasks.s3.objects import Objects
from tasks.spotify.kept import Answers, KeptError
from tasks.spotify.kept_folder import Folder

if TYPE_CHECKING:
    from prefect_aws import S3Bucket  # half a second, which only those wait for who keep results there

PAGES = "pages"

# Any name that no answer has: S3 is asked for it to see whether it answers.
NOTHING = "nothing"


@dataclass(frozen=True)
class Bucket:
    """A store on S3."""

    objects: Objects

    def prepare(self) -> None:
        """Ask for something that is not there; raises KeptError with a sentence where S3 says anything else."""
        self.read(NOTHING)

    def read(self, name: str) -> bytes | None:
        """Return an object, None where there is none, which S3 tells in one request and which is no error."""
        with _said():
            return self.objects.read(name)

    def write(self, name: str, content: bytes) -> None:
        """Put an object."""
        with _said():
            self.objects.write(name, content)

    def remove(self) -> None:
        """Remove what is below the prefix, if the task role permits it; else the bucket's rule does in a week."""
        self.objects.remove()


def answers_in(window: str, data_dir: Path) -> Answers:
    """Return the answers of a window, kept in `data_dir` where Prefect's results are not on S3."""
    objects = _objects(f"{PAGES}/{window}/")
    return Answers(Bucket(objects) if objects else Folder(data_dir / PAGES / window))


def forget_results(window: str) -> None:
    """Remove the fetched pages of a window, which are Prefect's results."""
    if objects := _objects(f"{window}-"):
        objects.remove()
    for result in Path(PREFECT_LOCAL_STORAGE_PATH.value()).glob(f"{window}-*"):
        result.unlink(missing_ok=True)


def _objects(prefix: str) -> Objects | None:
    block = _bucket()
    if block is None:
        return None
    folder = f"{block.bucket_folder.strip('/')}/" if block.bucket_folder else ""
    return Objects(_client(block), block.bucket_name, folder + prefix)


def result_storage() -> WritableFileSystem:
    """Return where tasks keep their results; flows keep none, so that in their context it would be nowhere."""
    # Types do not tell of _sync, which is Prefect's own.
    return cast(WritableFileSystem, get_default_result_storage(_sync=True))  # type: ignore[call-arg]


def _bucket() -> "S3Bucket | None":
    storage = result_storage()
    return cast("S3Bucket", storage) if storage.get_block_type_slug() == "s3-bucket" else None


def _client(block: "S3Bucket") -> object:
    about = block.credentials
    region = {"region_name": about.region_name} if about.region_name else {}
    return client(about.get_boto3_session(), **about.aws_client_parameters.get_params_override(), **region)


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except S3Error as error:
        raise KeptError(f"Answers cannot be kept with Prefect's results: {error}") from None
