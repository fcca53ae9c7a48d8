"""A resource read in shards: started through Prefect, waited for, and where nobody takes them up, read by the run.

Rows are made by the run alone, from the answers that the shards leave where Prefect keeps results. So a shard that is
lost costs time and no row, and what is loaded is what one process would have loaded.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.exceptions import ObjectNotFound
from prefect.runtime import deployment
from prefect.settings import PREFECT_API_URL

from tasks.console.terminal import say
from tasks.extract import kept_as
from tasks.postgres.pulse import alive
from tasks.selection import Run
from tasks.session import current
from tasks.shards.order import Batch, Order, told_of, unread
from tasks.shards.shard import Shard

FLOW, NAME, ON_ECS = "read-shard", "shard", "-ecs"

AT_LEAST = 250
"""Requests that are worth a run of their own."""

LOOK_EVERY = 2.0  # seconds


class ShardError(ValueError):
    """Shards cannot be read; the message says what is missing."""


def deployment_name() -> str:
    """Return the deployment of shards that has this run's work pool: a run of catalogue-ecs starts shard-ecs."""
    is_on_ecs = (deployment.get_name() or "").endswith(ON_ECS)
    return f"{FLOW}/{NAME}{ON_ECS if is_on_ecs else ''}"


def check_shards() -> None:
    """Raise ShardError where shards cannot be started or would not share their sign-in."""
    if not PREFECT_API_URL.value():
        raise ShardError("Shards are runs of a deployment: set PREFECT_API_URL, make deploy and start workers")
    if current().token and current().token.is_pkce:  # type: ignore[union-attr]
        raise ShardError("Shards cannot share a sign-in of which each use makes a new one: leave out --listener")
    with get_client(sync_client=True) as client:
        try:
            client.read_deployment_by_name(deployment_name())
        except ObjectNotFound:
            raise ShardError(f"There is no deployment {deployment_name()}: make deploy") from None


def read_apart(resource: str, window: str, run: Run, batches: Sequence[Batch]) -> tuple[str, ...]:
    """Have the batches fetched by the run's shards, and return as sentences what went otherwise than hoped."""
    wanted = _divided(_unread(window, batches), run.shards)
    if len(wanted) < 2:
        return ()
    orders = [Order(resource, window, run.listener, current().app, some) for some in wanted]
    begun = [
        Shard(order, deployment_name(), f"{resource} {number} of {len(orders)}")
        for number, order in enumerate(orders, 1)
    ]
    say(f"  {resource:<24} {len(begun):>6,} shards, runs of {deployment_name()}")
    with get_client(sync_client=True) as client:
        _wait(client, begun)
    _count(begun)
    return _lost(resource, begun)


def _unread(window: str, batches: Sequence[Batch]) -> list[Batch]:
    keys = {kept_as(window, batch.requests): batch for batch in batches}
    return [keys[key] for key in unread(list(keys))]


def _divided(batches: Sequence[Batch], shards: int) -> list[list[Batch]]:
    """Deal the batches to as many shards as are worth it."""
    requests = sum(len(batch.requests) for batch in batches)
    count = min(shards, requests // AT_LEAST, len(batches))
    return [list(batches[n::count]) for n in range(count)]


def _wait(client: SyncPrefectClient, shards: Sequence[Shard]) -> None:
    """Return when all are over; raises nothing of theirs."""
    patience = _Patience(current().settings.run_wait_seconds)
    try:
        for shard in shards:
            shard.begin()
        while waiting := [shard for shard in shards if not shard.is_over]:
            time.sleep(LOOK_EVERY)
            breathing = alive(current().databases.source)
            for shard in waiting:
                shard.look(client, breathing)
            if patience.is_over(waiting):
                break
    finally:
        _each(shards, lambda shard: shard.stop(client))


class _Patience:
    """How long nobody may be at work before the run does the work itself."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._worked_at = time.monotonic()

    def is_over(self, waiting: Sequence[Shard]) -> bool:
        """True where none of them has run for so long."""
        if any(shard.is_running for shard in waiting):
            self._worked_at = time.monotonic()
        return time.monotonic() - self._worked_at > self._seconds


def _each(shards: Sequence[Shard], action: Callable[[Shard], None]) -> None:
    for shard in shards:
        with suppress(Exception):  # whatever ends this run is what is to be said
            action(shard)


def _count(shards: Sequence[Shard]) -> None:
    """Add what the shards have asked to what this run has asked; of one that was lost nobody knows."""
    for shard in shards:
        if told := told_of(shard.order.name):
            current().spotify.requests.update(told.requests)


def _lost(resource: str, shards: Sequence[Shard]) -> tuple[str, ...]:
    again, unread_ones = sum(shard.attempt > 1 for shard in shards), sum(not shard.is_read for shard in shards)
    notes = {
        f"{resource}: {again} of {len(shards)} shards were lost and begun again": again,
        f"{resource}: {unread_ones} of {len(shards)} shards did not come to their end, this run went on": unread_ones,
    }
    return tuple(note for note, count in notes.items() if count)
