"""From SOURCE to TARGET, where these are two databases."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.postgres.copy_tables import copy_schema
from tasks.session import current


@task(name="copy tables", task_run_name="copy tables", cache_policy=NO_CACHE)
def copy_tables() -> dict[str, int]:
    """Replace TARGET's spotify tables by SOURCE's, in one transaction, and return the rows of each."""
    return copy_schema(current().databases.source, current().databases.target, "spotify")
