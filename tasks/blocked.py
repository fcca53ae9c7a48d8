"""The time before which Spotify wants no requests, kept from run to run: asking during a penalty makes it longer."""

from datetime import UTC, datetime

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.postgres import known
from tasks.postgres.connect import transaction
from tasks.session import current
from tasks.spotify.errors import BudgetSpent, Deferred, RateLimited


@task(name="heed penalty", task_run_name="heed penalty", cache_policy=NO_CACHE)
def heed_penalty() -> None:
    """Raise RateLimited where an earlier run was told to wait and the time is not over."""
    session = current()
    with transaction(session.databases.source) as connection:
        until = known.watermarks(connection, "blocked until").get(session.client_id)
    if until and datetime.fromisoformat(until) > datetime.now(UTC):
        rest = (datetime.fromisoformat(until) - datetime.now(UTC)).total_seconds()
        raise RateLimited("an earlier run was told so", datetime.fromisoformat(until), rest, "this app")


def keep_penalty(deferred: Deferred) -> None:
    """Remember until when nothing may be asked; a budget of our own is no penalty."""
    session = current()
    if not isinstance(deferred, BudgetSpent):
        with transaction(session.databases.source) as connection:
            known.set_watermark(connection, "blocked until", session.client_id, deferred.until.isoformat())
