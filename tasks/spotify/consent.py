"""How long a consent lasts: six months from the day the listener agreed, however often the token is refreshed.

https://developer.spotify.com/blog/2026-06-18, for existing apps from 2026-07-20 on.
"""

import calendar
from datetime import datetime, timedelta

MONTHS = 6

THRESHOLDS = (30, 14, 3)
"""Days before the end at which somebody is to be told."""


def expiry(authorised_at: datetime) -> datetime:
    """Return when a consent ends: six calendar months later, on the last day of a month that is too short."""
    years, month = divmod(authorised_at.month - 1 + MONTHS, 12)
    year = authorised_at.year + years
    day = min(authorised_at.day, calendar.monthrange(year, month + 1)[1])
    return authorised_at.replace(year=year, month=month + 1, day=day)


def threshold(authorised_at: datetime, now: datetime) -> int | None:
    """Return the smallest threshold that has been reached, 0 where the consent is over, None where none has."""
    left = expiry(authorised_at) - now
    if left <= timedelta(0):
        return 0
    return min((days for days in THRESHOLDS if left <= timedelta(days=days)), default=None)


def warning(authorised_at: datetime, now: datetime, listener: str = "") -> str | None:
    """Return the sentence to warn with, None where there is time enough; both times are aware."""
    reached = threshold(authorised_at, now)
    if reached is None:
        return None
    end, whose = expiry(authorised_at), f' of "{listener}"' if listener else ""
    if reached == 0:
        return f"The sign-in at Spotify{whose} ended on {end:%Y-%m-%d}: sign in again with make login"
    return f"The sign-in at Spotify{whose} ends on {end:%Y-%m-%d}, {_in(end - now)}: sign in again with make login"


def _in(left: timedelta) -> str:
    match left.days:
        case 0:
            return "in less than a day"
        case 1:
            return "in 1 day"
        case days:
            return f"in {days} days"
