"""Loading what a run has gathered: everything or nothing."""

from collections.abc import Iterator

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.harvest import Harvest
from tasks.postgres.load import Counts, Load, loading
from tasks.resources.reading import REJECTED
from tasks.session import current


@task(name="load", task_run_name="load", cache_policy=NO_CACHE)
def load(run_id: str) -> dict[str, Counts]:
    """Merge the rows into SOURCE and return what became of them, table by table; raises DatabaseError."""
    harvest = current().harvest
    with loading(current().databases.source, harvest.tables) as opened:
        return {table: _merged(opened, harvest, table, run_id) for table in harvest.tables}


def _merged(opened: Load, harvest: Harvest, table: str, run_id: str) -> Counts:
    counts = Counts()
    for rows, complete in _signed(harvest, table, opened.key(table), run_id):
        counts += opened.merge(table, rows, complete)
    return counts


def _signed(
    harvest: Harvest, table: str, key: tuple[str, ...], run_id: str
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame | None]]:
    for rows, complete in harvest.taken(table, key):
        yield rows.with_columns(run_id=pl.lit(run_id)) if table == REJECTED else rows, complete
