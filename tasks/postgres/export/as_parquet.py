"""A mart as Parquet: the driver's record batches become row groups one after the other, whatever their number."""

from pathlib import Path
from typing import Any

import polars as pl
import psycopg

from tasks.postgres.export.columns import parquet_select

ROW_GROUP = 100_000

# Polars says of both ends of the stream that it cannot compute; of a file it gives the number of the system's error.
OF_THE_FILE = "(os error "


def write_parquet(connection: psycopg.Connection, driver: Any, mart: str, file: Path) -> None:
    """Write the file, asking the catalog over the one and the rows over the other connection.

    Raises psycopg.Error, what translated_adbc turns into a sentence, OSError.
    """
    with driver.cursor() as cursor:
        cursor.execute(parquet_select(connection, mart))
        _sink(pl.scan_arrow_c_stream(cursor.fetch_arrow()), file)


def _sink(rows: pl.LazyFrame, file: Path) -> None:
    try:
        rows.sink_parquet(file, row_group_size=ROW_GROUP, maintain_order=True)
    except pl.exceptions.ComputeError as error:
        if OF_THE_FILE in str(error):
            raise OSError(str(error).rpartition(": ")[2]) from None
        raise
