"""What a 429 asks for: how long to wait in place, or when to come back.

Spotify says it in five ways: seconds (from 1 to 86,400), an HTTP date, nothing, something unreadable, and the reason
QUOTA_EXCEEDED, which is another limit than the usual window of 30 seconds. Coming back too early lengthens it.
"""

import math
import re
from datetime import UTC, datetime, timedelta

from tasks.spotify.answers import Reply, http_date
from tasks.spotify.complaints import complaint
from tasks.spotify.errors import Deferred, QuotaExceeded, RateLimited

LONGEST_WAIT = 60.0
"""Seconds that are waited in place for one request; beyond them a run is deferred."""
MOST_WAITS = 5
"""How often one request waits before it gives up; 1 + 2 + 4 + 8 + 16 seconds stay under LONGEST_WAIT."""

_QUOTA_WINDOW = 24 * 3600.0  # the quota's window is a rolling day
_UNKNOWN_PENALTY = 3600.0  # a limit that a minute did not lift and that does not say how long it lasts
_LONGEST_PENALTY = 30 * 24 * 3600.0  # beyond it a number is a mistake, and a date may not exist


def pause_for(reply: Reply, path: str, waited: int) -> float | Deferred:
    """Return the seconds to wait before the next try, after `waited` waits, or the error that ends the run."""
    said = complaint(reply)
    announced = retry_after(reply)
    if said.code.upper() == "QUOTA_EXCEEDED":
        return QuotaExceeded(said.message, _in(announced or _QUOTA_WINDOW), path, reply.status)
    pause = announced or 2.0**waited
    if pause > LONGEST_WAIT or waited >= MOST_WAITS:
        seconds = announced or _UNKNOWN_PENALTY
        return RateLimited(said.message, _in(seconds), seconds, path, reply.status)
    return pause


def retry_after(reply: Reply) -> float | None:
    """Return the Retry-After header in seconds, rounded up; None where it is missing, unreadable or past."""
    text = reply.headers.get("Retry-After", "").strip()
    if re.fullmatch(r"\d{1,12}(\.\d+)?", text, re.ASCII):
        seconds = float(math.ceil(float(text)))
    elif when := http_date(text):
        seconds = (when - reply.observed_at).total_seconds()
    else:
        return None
    return min(seconds, _LONGEST_PENALTY) if seconds > 0 else None


def _in(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)
