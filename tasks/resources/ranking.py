"""Lists whose order says something: what stands at which rank, and of which lists every page was read.

Elements may be null, where Spotify shows an app less than it shows people; their ranks stay empty.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

import polars as pl

from tasks.resources.columns import TIME
from tasks.resources.objects.paging import Paging
from tasks.resources.page import Page, Request, offsets

T = TypeVar("T")

# What Spotify gives a page where no limit is asked for.
USUAL_LIMIT = 20


class Place(NamedTuple, Generic[T]):
    """What stands at a rank, from 1, of the list that a page is of."""

    page: Page
    rank: int
    item: T


def places(found: Iterable[tuple[Page, Paging[T]]]) -> list[Place[T]]:
    """Return what stands at which rank; null elements count and are left out."""
    return [
        Place(page, rank, item)
        for page, listed in found
        for rank, item in enumerate(listed.items, page.request.offset + 1)
        if item is not None
    ]


def further(page: Page, total: int) -> Iterable[Request]:
    """Return the pages after the first of a list of `total` elements; the first one names them all."""
    limit = int(dict(page.request.params).get("limit", USUAL_LIMIT))
    return () if page.request.offset else offsets(page.request, limit, total, limit)


def read_whole(found: Sequence[tuple[Page, int]]) -> list[str]:
    """Return the subjects of lists of which every page was read, from the pages with the totals that they name."""
    read = {(page.request.subject, page.request.offset) for page, _ in found}
    firsts = [(page, total) for page, total in found if not page.request.offset]
    return [
        page.request.subject
        for page, total in firsts
        if all((page.request.subject, one.offset) in read for one in further(page, total))
    ]


def completely_on_its_day(moment: datetime, **subjects: Sequence[str]) -> pl.DataFrame:
    """Return the frame that says which lists were read to the end: a second reading of the day replaces the first."""
    day = pl.DataFrame([(moment.date(), moment)], {"observed_on": pl.Date, "at": TIME}, orient="row")
    return pl.DataFrame(subjects, dict.fromkeys(subjects, pl.String)).join(day, how="cross") if subjects else day
