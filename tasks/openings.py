"""When a daily limit lets requests through: the same arithmetic of hours by which they are granted."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from tasks.postgres.request_limits import COUNTS_FOR


def openings(made: Mapping[datetime, int], per_day: int, calls: int, now: datetime) -> Iterator[tuple[datetime, int]]:
    """Yield when so many more calls of a family may go, and how many each time; the first may be `now`.

    `made` holds the calls of each hour (UTC) of the rolling day. The pace is not in it.
    """
    hours = Counter(made)
    while calls > 0:
        counted = {hour: count for hour, count in hours.items() if count and hour > now - COUNTS_FOR}
        if fit := min(calls, max(0, per_day - sum(counted.values()))):
            yield now, fit
        calls -= fit
        hours[_hour(now)] += fit
        now = min(hour for hour in [*counted, _hour(now)]) + COUNTS_FOR


def _hour(moment: datetime) -> datetime:
    return moment - timedelta(minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond)
