"""What the app has asked of Spotify lately, and whether it may ask now."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from tasks.doctor import Finding, ok, warning
from tasks.postgres import request_limits
from tasks.postgres.connect import transaction
from tasks.postgres.database import Database
from tasks.postgres.examine import has_table
from tasks.spotify.errors import BudgetSpent, Deferred

ABOUT = "quota"


class Quota:
    """The quota of an app as the SOURCE database knows it; `is_blocked` once `findings` has looked."""

    def __init__(self, source: Database | None, client_id: str) -> None:
        self._source = source
        self._client_id = client_id
        self._is_kept = False
        self.is_blocked = False

    def findings(self) -> Iterator[Finding]:
        """The calls of the last 24 hours, and until when nothing may be asked."""
        if self._source is None:
            yield warning(ABOUT, "not known, because the SOURCE database cannot be used")
            return
        self._is_kept = has_table(self._source, "etl.request_limits")
        if not self._is_kept:
            yield ok(ABOUT, "nothing has been asked yet")
            return
        with transaction(self._source) as connection:
            blocked = request_limits.blocked(connection, self._client_id)
            spent = request_limits.spent(connection, self._client_id)
        self.is_blocked = blocked is not None
        yield ok(ABOUT, f"requests of the last 24 hours: {_listed(spent)}")
        if blocked:
            until = f"{blocked.until:%Y-%m-%d %H:%M} UTC ({blocked.why})"
            yield warning(ABOUT, f"nothing may be asked before {until}, so neither is it here: run again then")

    def note(self, requests: Counter[str], refused: Deferred | None) -> Iterator[Finding]:
        """Keep what was asked meanwhile and until when Spotify wants a pause, if it does; there is nothing to say."""
        yield from ()
        if self._source is None or not self._is_kept:
            return
        with transaction(self._source) as connection:
            if requests:
                request_limits.add(connection, self._client_id, requests)
            if refused and not isinstance(refused, BudgetSpent):
                request_limits.block(connection, self._client_id, _seconds(refused), refused.message)


def _seconds(refused: Deferred) -> float:
    return (refused.until - datetime.now(UTC)).total_seconds()


def _listed(spent: dict[str, int]) -> str:
    most = sorted(spent.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{family} {calls:,}" for family, calls in most) or "none"
