"""One run at a time on SOURCE and on TARGET: whoever comes second waits, and ends with a sentence if it takes too long.

A run holds the locks of all its databases or of none, so that runs whose databases overlap never wait for each other
in a circle, whatever each of them calls a database.
"""

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from prefect.exceptions import MissingContextError
from prefect.logging import get_run_logger

from tasks.console.terminal import say
from tasks.postgres.database import Database
from tasks.postgres.run_lock import Holder, RunLock
from tasks.session import current

# A run that waits has the lock in passing, before it finds that another is missing.
AT_LEAST = 1.0

# Between two looks, never the same: two runs that step aside for each other must not do so in step.
PAUSE = (0.2, 0.6)


class AnotherRunError(RuntimeError):
    """Another run works on the same databases, and did so for as long as this one may wait."""

    def __init__(self, holder: Holder, seconds: int) -> None:
        self.is_stuck = holder.is_stuck
        advice = "; it has been so for more than a day: see whether it hangs" if holder.is_stuck else ""
        super().__init__(
            f"Skipped, for {holder} was still at work after {seconds} seconds{advice}; nothing was asked and nothing "
            "written"
        )


_held: list[RunLock] = []


@contextmanager
def alone(run_id: str) -> Iterator[None]:
    """Work on SOURCE and TARGET while no other run does; raises AnotherRunError, DatabaseError."""
    locks = [RunLock(database, run_id) for database in _in_order()]
    with ExitStack() as stack:
        for lock in locks:
            stack.callback(lock.close)
        wait_for(locks, current().settings.run_wait_seconds)
        for lock in locks:
            lock.sign()
        _held.extend(locks)
        stack.callback(_held.clear)
        yield


def stay_alone() -> None:
    """Make sure that no other run came in where a connection was lost; raises OvertakenError, DatabaseError."""
    for lock in _held:
        lock.keep()


def dead_runs() -> dict[str, dict[str, Any] | None]:
    """Return the runs of these databases that never came to their end, see RunLock.dead."""
    found: dict[str, dict[str, Any] | None] = {}
    for lock in _held:
        found |= {run_id: ended or found.get(run_id) for run_id, ended in lock.dead().items()}
    return found


def forget_dead(run_ids: Sequence[str]) -> None:
    """Forget runs that are dead, once their end is logged."""
    for lock in _held:
        lock.forget(list(run_ids))


def leave_word(ended: Mapping[str, Any]) -> None:
    """Leave the last row of the log to the next run of these databases."""
    for lock in _held:
        lock.leave_word(ended)


def wait_for(locks: Sequence[RunLock], seconds: int) -> None:
    """Take every lock, waiting so long for other runs, and say for whom; raises AnotherRunError."""
    until, told = time.monotonic() + max(seconds, AT_LEAST), ""
    while holder := _in_the_way(locks):
        if time.monotonic() > until:
            raise AnotherRunError(holder, seconds)
        if holder.since and told != holder.run_id:
            _tell(f"Waiting up to {seconds} seconds for {holder}.")
            told = holder.run_id
        time.sleep(random.uniform(*PAUSE))  # noqa: S311 - nothing to guess here


def _in_the_way(locks: Sequence[RunLock]) -> Holder | None:
    for lock in locks:
        if holder := lock.take():
            for one in locks:
                one.give_back()
            return holder
    return None


def _in_order() -> list[Database]:
    databases = {current().databases.source, current().databases.target}
    return sorted(databases, key=lambda one: (one.host, one.port, one.name, one.user))


def _tell(sentence: str) -> None:
    """Print a sentence; whoever watches a deployed run reads it in the UI."""
    say(sentence)
    try:
        get_run_logger().info(sentence)
    except MissingContextError:
        return
