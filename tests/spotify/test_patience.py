from datetime import UTC, datetime, timedelta

import pytest
from requests.structures import CaseInsensitiveDict

from tasks.spotify.answers import Reply
from tasks.spotify.errors import QuotaExceeded, RateLimited
from tasks.spotify.patience import LONGEST_WAIT, pause_for, retry_after

from .raw import DATE

LIMIT = b'{"error": {"status": 429, "message": "API rate limit exceeded"}}'
QUOTA = b'{"error": {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}}'
TEXT = b"Too many requests"


def _reply(after: str | None = None, body: bytes = LIMIT) -> Reply:
    headers = {"Date": DATE} | ({"retry-after": after} if after is not None else {})
    return Reply(429, CaseInsensitiveDict(headers), body)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None),
        ("1", 1.0),
        (" 30 ", 30.0),
        ("0.4", 1.0),  # rounded up: too early makes it longer
        ("48925", 48925.0),
        ("999999999999", 2592000.0),  # beyond what a date can hold
        ("Sun, 22 Nov 2026 12:00:07 GMT", 7.0),  # by the server's clock, not ours
        ("Sun, 22 Nov 2026 12:00:07 -0000", 7.0),
        ("Sunday, 22-Nov-26 12:01:00 GMT", 60.0),  # the old form of RFC 850
        ("Sun, 22 Nov 2026 11:59:00 GMT", None),  # past
        ("0", None),
        ("-5", None),
        ("", None),
        ("soon", None),
        ("1e3", None),
        ("٣", None),
        ("nan", None),
        ("Sun, 99 Nov 2026 12:00:00 GMT", None),
    ],
)
def test_every_form_of_retry_after_is_read(header: str | None, expected: float | None) -> None:
    """Seconds, dates, and what is neither, which counts as nothing said."""
    assert expected == retry_after(_reply(header))


@pytest.mark.parametrize("body", [LIMIT, TEXT, b"", b"<html>429</html>"])
@pytest.mark.parametrize(("after", "waited"), [("1", 0), ("60", 0), ("60", 4)])
def test_up_to_a_minute_is_waited(body: bytes, after: str, waited: int) -> None:
    """Whatever the body says beside it, the announced wait is kept to."""
    assert float(after) == pause_for(_reply(after, body), "me", waited)


def test_without_a_word_waits_double() -> None:
    """A 429 that does not say how long is met with waits that together stay under a minute."""
    waits = [pause_for(_reply(), "me", waited) for waited in range(5)]
    assert waits == [1.0, 2.0, 4.0, 8.0, 16.0]
    assert sum(wait for wait in waits if isinstance(wait, float)) <= LONGEST_WAIT


@pytest.mark.parametrize(
    ("after", "waited", "expected"),
    [
        ("61", 0, 61.0),
        ("83316", 0, 83316.0),
        ("Sun, 22 Nov 2026 13:00:00 GMT", 0, 3600.0),
        ("1", 5, 1.0),  # waited five times already
        (None, 5, 3600.0),  # unknown: an hour
    ],
)
def test_beyond_a_minute_is_deferred(after: str | None, waited: int, expected: float) -> None:
    """A long wait, or short ones that changed nothing, end the run with the time to go on."""
    error = pause_for(_reply(after), "me", waited)
    assert isinstance(error, RateLimited)
    assert (expected, "API rate limit exceeded", "me", 429) == (
        error.retry_after,
        error.message,
        error.path,
        error.status,
    )
    assert abs(error.until - datetime.now(UTC) - timedelta(seconds=expected)) < timedelta(seconds=30)


@pytest.mark.parametrize(("after", "hours"), [(None, 24), ("soon", 24), ("48925", 48925 / 3600), ("2", 2 / 3600)])
def test_a_used_up_quota_is_deferred_at_once(after: str | None, hours: float) -> None:
    """QUOTA_EXCEEDED is never waited for; without Retry-After it is the quota's day."""
    error = pause_for(_reply(after, QUOTA), "search", 0)
    assert isinstance(error, QuotaExceeded)
    assert abs(error.until - datetime.now(UTC) - timedelta(hours=hours)) < timedelta(seconds=30)
