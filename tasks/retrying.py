"""How a task is tried again: the one layer of retries; the class of the error decides."""

from typing import Any

from tasks.console.terminal import say
from tasks.postgres.connect import PassingError
from tasks.spotify.errors import Unavailable

DELAYS = [1.0, 2.0, 4.0]

# A task that changes a database does so in one transaction: what broke off was not done, and is done again as a whole.
PASSING = (Unavailable, PassingError)


def is_passing(task: object, run: object, state: Any) -> bool:  # noqa: ARG001
    """True for what may well succeed in a moment; what Spotify or Postgres refuses, it refuses again."""
    error = state.result(raise_on_failure=False)
    if isinstance(error, PASSING):
        say(f"  trying again: {error}")
    return isinstance(error, PASSING)


RETRYING: dict[str, Any] = {
    "retries": len(DELAYS),
    "retry_delay_seconds": DELAYS,
    "retry_jitter_factor": 0.5,
    "retry_condition_fn": is_passing,
}
