"""Loading: everything that a run has gathered, in one transaction."""

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.postgres.load import Counts, loading
from tasks.resources.reading import REJECTED, Rows
from tasks.session import current


@task(name="load", task_run_name="load", cache_policy=NO_CACHE)
def load(rows: Rows, run_id: str) -> dict[str, Counts]:
    """Merge the rows into SOURCE and return what became of them, table by table; raises DatabaseError."""
    frames = rows.frames | _signed(rows.frames.get(REJECTED), run_id)
    with loading(current().databases.source, list(frames)) as opened:
        return {table: opened.merge(table, frame, rows.complete.get(table)) for table, frame in frames.items()}


def _signed(rejected: pl.DataFrame | None, run_id: str) -> dict[str, pl.DataFrame]:
    return {} if rejected is None else {REJECTED: rejected.with_columns(run_id=pl.lit(run_id))}
