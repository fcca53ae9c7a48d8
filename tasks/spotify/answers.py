"""What comes back: a reply of any kind, and the answer that a good one is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache


@dataclass(frozen=True)
class Answer:
    """A good answer: the JSON as it came (empty for a 204), and when Spotify gave it, by Spotify's clock (UTC)."""

    body: bytes = field(repr=False)
    observed_at: datetime
    status: int = 200


@dataclass(frozen=True)
class Reply:
    """Whatever the server said. `headers` ignores case; neither it nor the body is shown: the body may be a token."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def observed_at(self) -> datetime:
        """Return the Date header; our own clock where there is none."""
        return http_date(self.headers.get("Date", "")) or datetime.now(UTC)


@lru_cache(maxsize=64)  # answers come by the dozen a second and name the same one
def http_date(text: str) -> datetime | None:
    """Return an HTTP date (RFC 9110 5.6.7) as an aware time in UTC, None where it is none."""
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    # "-0000" means UTC of unknown origin and parses as a naive time.
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
