"""A mart as CSV: Postgres writes it, we pass it on. An empty field is a null, an empty text is quoted."""

from contextlib import closing
from pathlib import Path

import psycopg

from tasks.postgres.export.columns import csv_select
from tasks.postgres.extracts.stream import blocks


def write_csv(connection: psycopg.Connection, mart: str, file: Path) -> None:
    """Write the file, UTF-8 with a header; raises psycopg.Error, OSError."""
    statement = f"copy ({csv_select(connection, mart)}) to stdout (format csv, header, encoding 'UTF8')"
    with file.open("wb") as out, closing(blocks(connection, statement.encode())) as found:
        out.writelines(found)
