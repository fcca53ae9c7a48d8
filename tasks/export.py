"""Exporting: marts of TARGET as files in a folder or on S3."""

from collections.abc import Sequence
from dataclasses import dataclass

from prefect import task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from tasks.databases import open_target
from tasks.destination import destination, workspace
from tasks.postgres.export.run import Format, choose, write_marts
from tasks.report import keep_artifact
from tasks.retrying import RETRYING
from tasks.settings import load_settings

FILES = "Marts that were exported, all of one moment."


@dataclass(frozen=True)
class File:
    """A file in its place, and how much is in it."""

    file: str
    rows: int
    bytes: int


def check_marts(marts: Sequence[str]) -> None:
    """Raise what would come up when these marts are exported: ExportError, DatabaseError, SettingsError."""
    with open_target(load_settings()) as target:
        choose(target, marts)


def check_place(to: str) -> None:
    """Raise what is wrong with a place, as far as that can be seen from here: ExportError, SettingsError."""
    destination(to, load_settings().data_dir).beside()


@task(name="export marts", task_run_name="export marts as {file_format}", cache_policy=NO_CACHE, **RETRYING)
def export_marts(marts: Sequence[str], file_format: Format, to: str) -> list[File]:
    """Write a file for each of these marts, all where none is named, and return what is where.

    Files of the same name are replaced. Raises ExportError, ModelError, DatabaseError, SettingsError.
    """
    settings = load_settings()
    place = destination(to, settings.data_dir)
    with open_target(settings) as target, workspace(place) as folder:
        written = write_marts(target, marts, file_format, folder)
        names = place.deliver([one.file for one in written])
    files = [File(name, one.rows, one.bytes) for name, one in zip(names, written, strict=True)]
    keep_artifact(create_table_artifact, "export", FILES, table=table(files))
    return files


def table(files: Sequence[File]) -> list[dict[str, object]]:
    """Return one row a file, for people."""
    return [{"file": one.file, "rows": f"{one.rows:,}", "bytes": f"{one.bytes:,}"} for one in files]
