"""From SOURCE to TARGET: the tables, where these are two databases, and the extracts of sql/extract."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.postgres.extracts.files import discover_extracts
from tasks.postgres.extracts.run import extract_all
from tasks.postgres.extracts.state import Extracted
from tasks.retrying import RETRYING
from tasks.run_lock import stay_alone
from tasks.session import current


@task(name="extract tables", task_run_name="extract tables", cache_policy=NO_CACHE, **RETRYING)
def extract_tables(*, is_full_run: bool = False) -> dict[str, Extracted]:
    """Bring TARGET what SOURCE has, in one transaction, and return what became of each table's rows."""
    stay_alone()
    databases = current().databases
    return extract_all(databases.source, databases.target, discover_extracts(), is_full_run=is_full_run)
