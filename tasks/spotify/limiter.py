"""When the next request may go: the pace, pauses that Spotify asks for, a bound, and the end of it.

`Limits` is what the rest of this folder needs of a limiter, `Gate` what any of them does with threads that wait. The
one here, `Limiter`, serves the threads of one process; the one that all processes of an app share needs a database.
"""

import copy
import time
from abc import ABC, abstractmethod
from datetime import UTC, datetime, timedelta
from threading import Condition
from typing import Protocol

from tasks.spotify.errors import BudgetSpent, SpotifyError
from tasks.spotify.families import TOKEN

_GLANCE = 0.2  # seconds between two looks for a Ctrl-C


class Limits(Protocol):
    """Leave to send."""

    def acquire(self, family: str) -> None:
        """Wait until a request of this family may be sent; raises Deferred where none may."""

    def pause(self, seconds: float) -> float:
        """Let nobody send for so long; return by how many seconds this lengthens the present pause."""

    def stop(self, reason: SpotifyError) -> None:
        """Let nobody send any more: `reason` is raised instead, also where somebody is waiting."""

    def close(self) -> None:
        """Stop for good, and leave nothing behind."""


class Bucket:
    """Tokens that drip in at `rate` a second, at most a second's worth (or one); None is no limit. Not thread-safe."""

    def __init__(self, rate: float | None, now: float) -> None:
        self._rate = rate
        self._size = max(1.0, rate or 1.0)
        self._tokens = self._size
        self._at = now

    def delay(self, now: float) -> float:
        """Return the seconds until there is a token; 0 if there is one."""
        return 0.0 if self._rate is None else max(0.0, (1.0 - self._level(now)) / self._rate)

    def take(self, now: float) -> None:
        """Take a token that is there."""
        self._tokens, self._at = self._level(now) - 1.0, now

    def _level(self, now: float) -> float:
        return min(self._size, self._tokens + (now - self._at) * (self._rate or 0.0))


class Gate(ABC):
    """Threads that wait for leave, are held back together, and are stopped together.

    A subclass says how long the next request has to wait, and counts it. Both are called with `_changed` held, which
    the same thread may take again.
    """

    def __init__(self) -> None:
        self._paused_until = 0.0
        self._stopped: SpotifyError | None = None
        self._changed = Condition()

    def acquire(self, family: str) -> None:
        """Wait for leave to send; raises what `stop` was given, and BudgetSpent."""
        with self._changed:
            self._refuse()
            while (delay := self._delay(family)) > 0:
                # Woken early by pause() and stop(); in slices, because a Ctrl-C just before a wait is seen after it.
                self._changed.wait(min(delay, _GLANCE))
                self._refuse()
            self._take(family)

    def pause(self, seconds: float) -> float:
        """Hold everybody back for `seconds` from now; a longer pause under way stays as it is."""
        with self._changed:
            present = self._held_back()
            longer = seconds if present <= 0 else max(0.0, seconds - present)
            self._paused_until = max(self._paused_until, time.monotonic() + seconds)
            self._changed.notify_all()
            return longer

    def stop(self, reason: SpotifyError) -> None:
        """Refuse everything from now on with `reason`; the first reason stays."""
        with self._changed:
            self._stopped = self._stopped or reason
            self._changed.notify_all()

    def close(self) -> None:
        """Refuse everything from now on."""
        self.stop(SpotifyError("The connection to Spotify has been closed"))

    @abstractmethod
    def _delay(self, family: str) -> float:
        """Return the seconds until the next request may go, 0 or less if it may; raises BudgetSpent."""

    @abstractmethod
    def _take(self, family: str) -> None:
        """Note that a request goes."""

    def _held_back(self) -> float:
        return self._paused_until - time.monotonic()

    def _refuse(self) -> None:
        if self._stopped:
            # A copy: one exception raised by many threads would mix their tracebacks.
            raise copy.copy(self._stopped)


class Limiter(Gate):
    """The limits of one process: `requests_per_second` and `max_requests` may be None for no bound.

    Requests for tokens are paced but do not count: they are not what the bound is about.
    """

    def __init__(self, requests_per_second: float | None = None, max_requests: int | None = None) -> None:
        super().__init__()
        self._bucket = Bucket(requests_per_second, time.monotonic())
        self._left = max_requests
        self._bound = max_requests

    def _delay(self, family: str) -> float:
        if self._left == 0 and family != TOKEN:
            raise _spent(self._bound)
        return max(self._held_back(), self._bucket.delay(time.monotonic()))

    def _take(self, family: str) -> None:
        self._bucket.take(time.monotonic())
        if self._left is not None and family != TOKEN:
            self._left -= 1


def _spent(bound: int | None) -> BudgetSpent:
    until = datetime.now(UTC) + timedelta(days=1)  # the quota behind the bound is a rolling day's
    return BudgetSpent(f"The {bound} requests that this process may make have been made", until)
