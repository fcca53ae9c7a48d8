"""Loading what a run has gathered: everything or nothing."""

from collections.abc import Iterator, Mapping

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.harvest import Harvest
from tasks.postgres.load import Counts, loading
from tasks.resources import RESOURCES
from tasks.resources.reading import REJECTED
from tasks.retrying import RETRYING
from tasks.run_lock import stay_alone
from tasks.session import current


@task(name="load", task_run_name="load", cache_policy=NO_CACHE, **RETRYING)
def load(run_id: str) -> dict[str, Counts]:
    """Merge the rows into SOURCE and return what became of them, table by table; raises DatabaseError."""
    stay_alone()
    harvest = current().harvest
    with loading(current().databases.source, harvest.tables) as opened:
        counts = {
            table: opened.merge_parts(table, _signed(harvest, table, opened.key(table), run_id))
            for table in harvest.tables
        }
    return counted(counts, rejected(harvest))


def rejected(harvest: Harvest) -> dict[str, int]:
    """Return how many rows were set aside, by the first table of the resource: that is where they are missing."""
    found = dict(harvest.met(REJECTED, "resource").rows())
    tables = [(RESOURCES[name].tables[0], count) for name, count in found.items()]
    return {table: sum(count for name, count in tables if name == table) for table, _ in tables}


def counted(counts: Mapping[str, Counts], set_aside: Mapping[str, int]) -> dict[str, Counts]:
    """Return the counts with the rows that were set aside, which were read as well."""
    more = {table: Counts(count, rejected=count) for table, count in set_aside.items()}
    return {table: counts.get(table, Counts()) + more.get(table, Counts()) for table in {**counts, **more}}


def _signed(
    harvest: Harvest, table: str, key: tuple[str, ...], run_id: str
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame | None]]:
    for rows, complete in harvest.taken(table, key):
        yield rows.with_columns(run_id=pl.lit(run_id)) if table == REJECTED else rows, complete
