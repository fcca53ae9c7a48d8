"""All files of an export, from one snapshot."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import psycopg
from psycopg import sql

from tasks.postgres.connect import transaction
from tasks.postgres.database import Database
from tasks.postgres.export.as_csv import write_csv
from tasks.postgres.export.as_parquet import write_parquet
from tasks.postgres.export.marts import chosen
from tasks.postgres.export.snapshot import driver_beside, marts_at_rest

Format = Literal["parquet", "csv"]

Write = Callable[[str, Path], None]


@dataclass(frozen=True)
class Exported:
    """A file that was written, and how much is in it."""

    file: Path
    rows: int
    bytes: int


def choose(database: Database, wanted: Sequence[str]) -> list[str]:
    """Return the marts that would be exported, all where none is named; raises ExportError, DatabaseError."""
    with transaction(database) as connection:
        return chosen(connection, wanted)


def write_marts(database: Database, wanted: Sequence[str], file_format: Format, folder: Path) -> list[Exported]:
    """Write a file for each of these marts, all where none is named; memory does not grow with their rows.

    Raises ExportError, ModelError, DatabaseError, OSError.
    """
    with marts_at_rest(database) as connection, _writing(connection, database, file_format) as write:
        return [
            _written(connection, write, mart, folder / f"{mart}.{file_format}") for mart in chosen(connection, wanted)
        ]


@contextmanager
def _writing(connection: psycopg.Connection, database: Database, file_format: Format) -> Iterator[Write]:
    if file_format == "csv":
        yield partial(write_csv, connection)
        return
    with driver_beside(connection, database) as driver:
        yield partial(write_parquet, connection, driver)


def _written(connection: psycopg.Connection, write: Write, mart: str, file: Path) -> Exported:
    write(mart, file)
    counted = sql.SQL("select count(*) from {}").format(sql.Identifier("marts", mart))
    return Exported(file, connection.execute(counted).fetchall()[0][0], file.stat().st_size)
