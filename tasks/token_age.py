"""Telling in time that a sign-in will end: a sentence for the run, and the event `spotify-etl.token.expiring`."""

from collections.abc import Callable
from datetime import datetime

from tasks.events import tell
from tasks.spotify.consent import expiry, threshold, warning
from tasks.spotify.token_store import DEFAULT, StoredToken

WATERMARK = "token age"
"""The resource under which etl.watermarks remembers, by listener, what has been told."""


def heed_age(token: StoredToken, now: datetime, told: str, remember: Callable[[str], None]) -> str | None:
    """Return the sentence to warn with, None where there is time enough or the day of consent is unknown.

    `told` is what `remember` was last given for this listener, "" if nothing: once for each threshold an event is
    emitted and `remember` called.
    """
    if token.authorised_at is None:
        return None
    reached = threshold(token.authorised_at, now)
    if reached is not None and told != (news := f"{token.authorised_at.isoformat()} {reached}"):
        _emit(token, token.authorised_at, now, reached)
        remember(news)
    return warning(token.authorised_at, now, token.listener)


def _emit(token: StoredToken, authorised_at: datetime, now: datetime, reached: int) -> None:
    name = token.listener or DEFAULT
    end = expiry(authorised_at)
    tell(
        "token.expiring",
        f"token.{name}",
        listener=name,
        authorised_at=authorised_at.isoformat(),
        expires_at=end.isoformat(),
        days_left=max(0, (end - now).days),
        threshold_days=reached,
        message=warning(authorised_at, now, token.listener),
    )
