"""The limits of an app, shared through Postgres by every process that asks Spotify in its name.

A request goes only if Postgres was looked at within the last second and the app was not blocked then. Where the app
has a pace or a daily limit, requests are reserved ahead: one by one up to five a second, beyond it a fifth of a
second's worth at once. Where it has neither, as the sandbox, they are counted here and written down once a second.

A process that is killed loses what it has reserved: the moments pass unused, the calls count as made.
"""

import time
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from tasks.postgres import request_limits
from tasks.postgres.connect import DatabaseError
from tasks.postgres.database import Database
from tasks.postgres.lasting import Lasting
from tasks.postgres.request_limits import Blocked, Granted, Spent
from tasks.spotify.errors import BudgetSpent, Deferred, RateLimited, SpotifyError
from tasks.spotify.families import TOKEN
from tasks.spotify.limiter import Gate
from tasks.spotify.patience import LONGEST_WAIT

_LOOK_EVERY = 1.0  # seconds
_LEASE_SECONDS = 0.2  # of the pace: a hundred requests a second are five round trips
_LEASE_CALLS = 20  # where there is a daily limit and no pace
_KEEPS_FOR = 1.0  # seconds after which a moment that nobody used is gone
_AT_ONCE = 0.001


@dataclass
class _Lease:
    """Calls of a family that were granted in an hour and are still to be made."""

    hour: datetime
    calls: int


class SharedLimits(Gate):
    """Leave to send, for the threads of a process. `per_second` and `per_day` (of a family) may be None for no limit.

    What other processes were told is known after `look_every` seconds at the latest.

    Raises RateLimited where the app is blocked for more than a minute, BudgetSpent where the day's calls of a family
    are made (others go on), DatabaseError where Postgres fails. Connects when first asked.
    """

    def __init__(
        self,
        database: Database,
        client_id: str,
        *,
        per_second: float | None = None,
        per_day: int | None = None,
        look_every: float = _LOOK_EVERY,
    ) -> None:
        super().__init__()
        self._store = Lasting(database)
        self._client_id = client_id
        self._per_second = per_second
        self._per_day = per_day
        self._look_every = look_every
        self._slots: deque[float] = deque()  # moments by time.monotonic() at which a request may go
        self._leases: dict[str, _Lease] = {}
        self._made: Counter[str] = Counter()  # without a lease, and not yet written down
        self._blocked: Blocked | None = None
        self._looked_at = float("-inf")

    def pause(self, seconds: float) -> float:
        """Hold back all processes for `seconds` from now; a longer pause under way stays as it is."""
        with self._changed:
            longer = super().pause(seconds)
            self._block(seconds, f"Spotify asked for a pause of {seconds:g} s")
            return longer

    def stop(self, reason: SpotifyError) -> None:
        """Refuse everything from now on; a penalty blocks every process of the app until it is over."""
        with self._changed:
            super().stop(reason)
            if isinstance(reason, Deferred) and not isinstance(reason, BudgetSpent):
                rest = (reason.until - datetime.now(UTC)).total_seconds()
                self._block(rest, f"{reason.path}: {reason.message}")

    def close(self) -> None:
        """Refuse everything from now on, write down what was counted, and give back what was not used."""
        with self._changed:
            super().close()
            # Without Postgres it is as if the process had been killed, which is no reason to fail in the end.
            with suppress(DatabaseError):
                self._settle()
            self._store.close()

    def _delay(self, family: str) -> float:
        self._drop_missed()
        if self._is_stale() or (self._lacks(family) and self._held_back() <= 0):
            self._ask(family)
        return self._rest(family)

    def _take(self, family: str) -> None:
        if self._slots:
            self._slots.popleft()
        if self._reserves:
            self._leases[family].calls -= 1
        else:
            self._made[family] += 1

    @property
    def _reserves(self) -> bool:
        return self._per_second is not None or self._per_day is not None

    @property
    def _lease_slots(self) -> int:
        return 0 if self._per_second is None else max(1, int(self._per_second * _LEASE_SECONDS))

    def _is_stale(self) -> bool:
        return time.monotonic() - self._looked_at > self._look_every

    def _lacks(self, family: str) -> bool:
        return self._reserves and (self._lacks_slots() or self._lacks_calls(family))

    def _lacks_slots(self) -> bool:
        return self._per_second is not None and not self._slots

    def _lacks_calls(self, family: str) -> bool:
        return family not in self._leases or not self._leases[family].calls

    def _drop_missed(self) -> None:
        # Used late they would go together with those of other processes.
        while self._slots and self._slots[0] < time.monotonic() - _KEEPS_FOR:
            self._slots.popleft()

    def _rest(self, family: str) -> float:
        held = self._held_back()
        if held > LONGEST_WAIT and self._blocked:
            raise _rate_limited(self._blocked)
        if held > 0:
            return held
        # Lacking still: a pause has ended between two looks at the clock, and Postgres is asked in the next round.
        return _AT_ONCE if self._lacks(family) else self._until_slot()

    def _until_slot(self) -> float:
        return self._slots[0] - time.monotonic() if self._slots else 0.0

    def _ask(self, family: str) -> None:
        if self._lacks(family):
            self._reserve(family)
        else:
            self._look()

    def _reserve(self, family: str) -> None:
        outcome = self._store.call(
            request_limits.reserve,
            self._client_id,
            family,
            slots=self._lease_slots if self._lacks_slots() else 0,
            calls=(self._lease_slots or _LEASE_CALLS) if self._lacks_calls(family) else 0,
            per_second=self._per_second,
            per_day=None if family == TOKEN else self._per_day,
        )
        self._heed(outcome if isinstance(outcome, Blocked) else None)
        if isinstance(outcome, Spent):
            raise _budget_spent(family, self._per_day, outcome.until)
        if isinstance(outcome, Granted):
            self._keep(family, outcome)

    def _keep(self, family: str, granted: Granted) -> None:
        if granted.calls:
            self._leases[family] = _Lease(granted.hour, granted.calls)
        if self._per_second and not self._slots:
            first = time.monotonic() + granted.wait
            self._slots.extend(first + number / self._per_second for number in range(self._lease_slots))

    def _look(self) -> None:
        blocked = self._store.call(request_limits.add, self._client_id, self._made)
        self._made.clear()
        self._heed(blocked)

    def _heed(self, blocked: Blocked | None) -> None:
        self._looked_at = time.monotonic()
        self._blocked = blocked
        self._paused_until = self._looked_at + blocked.seconds if blocked else 0.0
        if blocked:
            self._slots.clear()

    def _block(self, seconds: float, why: str) -> None:
        self._slots.clear()
        self._store.call(request_limits.block, self._client_id, seconds, why)

    def _settle(self) -> None:
        if self._looked_at == float("-inf"):
            return  # nothing was asked
        for family, lease in self._leases.items():
            if lease.calls:
                self._store.call(request_limits.give_back, self._client_id, family, lease.hour, lease.calls)
        self._leases.clear()
        self._look()
        self._store.call(request_limits.prune)


def _rate_limited(blocked: Blocked) -> RateLimited:
    """Return the error of a process that finds its app blocked, with the words that another was told."""
    return RateLimited(blocked.why, blocked.until, blocked.seconds, "as another run was told")


def _budget_spent(family: str, per_day: int | None, until: datetime) -> BudgetSpent:
    return BudgetSpent(
        f"The {per_day} requests for {family} that SPOTIFY_MAX_REQUESTS allows in 24 hours have been made, "
        f"the next may go at {until:%Y-%m-%d %H:%M} UTC",
        until,
        family,
    )
