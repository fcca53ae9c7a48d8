"""How a task that asks Spotify is tried again: the one layer of retries; the class of the error decides."""

from typing import Any

from tasks.console.terminal import say
from tasks.spotify.errors import Unavailable

DELAYS = [1.0, 2.0, 4.0]


def is_passing(task: object, run: object, state: Any) -> bool:  # noqa: ARG001
    """True for what may well succeed in a moment; what Spotify refuses, it refuses again."""
    error = state.result(raise_on_failure=False)
    if isinstance(error, Unavailable):
        say(f"  trying again: {error}")
    return isinstance(error, Unavailable)


RETRYING: dict[str, Any] = {
    "retries": len(DELAYS),
    "retry_delay_seconds": DELAYS,
    "retry_jitter_factor": 0.5,
    "retry_condition_fn": is_passing,
}
