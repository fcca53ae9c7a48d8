"""Where exported files go: a folder, or a bucket on S3. A reader there sees a whole file or the one before it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol, cast

from tasks.postgres.export.error import ExportError

if TYPE_CHECKING:
    from prefect_aws import S3Bucket  # half a second, which only those wait for who go there

# What is written goes here first; after a kill it stays, and may be deleted.
BESIDE = ".export-"

ADDRESS = re.compile(r"(?P<kind>[a-z0-9]+)://(?P<bucket>[^/]*)/?(?P<prefix>.*)")

BLOCK = "block/"


class Destination(Protocol):
    """A place for files."""

    def beside(self) -> Path:
        """Return the folder in which to write files before they are delivered; raises ExportError."""

    def deliver(self, files: Iterable[Path]) -> list[str]:
        """Put whole files in their place and return where each is now; raises ExportError."""


@dataclass(frozen=True)
class Folder:
    """A folder of this machine, made when it is missing."""

    path: Path

    def beside(self) -> Path:
        """Return the folder itself, for a file is renamed only within a file system."""
        return _made(self.path)

    def deliver(self, files: Iterable[Path]) -> list[str]:
        """Rename the files into the folder."""
        return [str(file.replace(self.path / file.name)) for file in files]


@dataclass(frozen=True)
class Bucket:
    """A bucket on S3, or on what speaks like it, and what its keys begin with; an object appears when it is whole."""

    bucket: "S3Bucket"
    prefix: str
    space: Path

    def beside(self) -> Path:
        """Return a folder on this machine's disk."""
        return _made(self.space)

    def deliver(self, files: Iterable[Path]) -> list[str]:
        """Upload the files."""
        return [self._uploaded(file) for file in files]

    def _uploaded(self, file: Path) -> str:
        key = f"{self.prefix}/{file.name}" if self.prefix else file.name
        name = f"s3://{self.bucket.bucket_name}"
        try:
            return f"{name}/{self.bucket.upload_from_path(file, key)}"
        except Exception as error:  # noqa: BLE001 - boto3, botocore and the disk have a family of errors each
            raise ExportError(f"{file.name} cannot be uploaded to {name}: {str(error).rstrip('.')}") from None


def destination(text: str, data_dir: Path) -> Destination:
    """Return the place that is meant, DATA_DIR/exports by nothing; raises ExportError."""
    space = data_dir / "exports"
    if text.startswith(BLOCK):
        return Bucket(_from_block(text.removeprefix(BLOCK)), "", space)
    if found := ADDRESS.fullmatch(text):
        return Bucket(_bucket(text, found["kind"], found["bucket"]), found["prefix"].strip("/"), space)
    return Folder(Path(text).expanduser() if text else space)


@contextmanager
def workspace(place: Destination) -> Iterator[Path]:
    """Yield an empty folder from which files can be delivered, and remove it; raises ExportError."""
    try:
        with TemporaryDirectory(prefix=BESIDE, dir=place.beside()) as folder:
            yield Path(folder)
    except OSError as error:
        where = place.beside()
        raise ExportError(
            f"{where} cannot be written to ({error.strerror or error}): mend it or name another"
        ) from None


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder} is not a folder to write to ({error.strerror}): name another") from None
    return folder


def _bucket(text: str, kind: str, name: str) -> "S3Bucket":
    if kind != "s3" or not name:
        raise ExportError(f'"{text}" is no place for files: name a folder, s3://BUCKET/PREFIX or block/NAME')
    from prefect_aws import S3Bucket

    return S3Bucket(bucket_name=name)


def _from_block(name: str) -> "S3Bucket":
    from prefect_aws import S3Bucket

    try:
        return cast("S3Bucket", S3Bucket.load(name))
    except ValueError:
        raise ExportError(f'There is no s3-bucket block "{name}" on this Prefect server') from None
