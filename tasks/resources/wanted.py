"""Which ids are worth a request: selected, or met and never read, or read long ago."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from tasks.resources.details import is_fresh, read_at
from tasks.resources.need import Need
from tasks.resources.page import Request
from tasks.resources.reading import Resource

# What a person selected by name is followed day by day; a little less than a day, for runs do not start to the second.
SELECTED_AGAIN_AFTER = timedelta(hours=20)


def due(resource: Resource, need: Need, met: Iterable[str] = ()) -> list[str]:
    """Return the ids to ask for, as far as a budget reaches: the selected, the unknown as they were met, the oldest.

    `met` has other ids in the order of their worth, most used first; they are asked for once and refreshed by age.
    """
    marks, moment = need.marks(resource.name), need.moment
    selected = [one for one in need.of(resource.name) if _is_due(one, marks, moment, SELECTED_AGAIN_AFTER)]
    others = [one for one in met if _is_due(one, marks, moment, resource.refresh_after)]
    unknown = [one for one in others if one not in marks]
    refreshed = sorted((one for one in others if one in marks), key=lambda one: read_at(marks[one]))
    return list(dict.fromkeys([*selected, *unknown, *refreshed]))


def once_a_day(resource: str, scope: str, requests: Iterable[Request], need: Need) -> list[Request]:
    """Return the requests, none where the scope was read to the end less than a day ago."""
    mark = need.marks(resource).get(scope)
    return [] if mark and is_fresh(mark, need.moment, SELECTED_AGAIN_AFTER) else list(requests)


def daily(request: Request) -> Callable[[Need], list[Request]]:
    """Return what asks this once a day, by the watermark of its resource and subject."""
    return lambda need: once_a_day(request.resource, request.subject, [request], need)


def ids(need: Need, table: str, column: str) -> list[str]:
    """Return what a column held of all that this run has read, most used first."""
    found = need.met(table, column).drop_nulls(column)
    return list(found.sort("uses", descending=True, maintain_order=True)[column]) if found.height else []


def _is_due(one: str, marks: Mapping[str, str], moment: datetime, refresh_after: timedelta) -> bool:
    return one not in marks or not is_fresh(marks[one], moment, refresh_after)
