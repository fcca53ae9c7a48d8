"""Transforming: every model rebuilt beside the one in use, checked, and swapped, in one transaction."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.postgres.models.build import Rebuilt, rebuild
from tasks.postgres.models.discover import discover
from tasks.retrying import RETRYING
from tasks.run_lock import stay_alone
from tasks.session import current


@task(name="build marts", task_run_name="build marts", cache_policy=NO_CACHE, **RETRYING)
def build_marts() -> Rebuilt:
    """Rebuild and check the marts of TARGET; raises ModelError, DatabaseError."""
    stay_alone()
    return rebuild(current().databases.target, discover())
