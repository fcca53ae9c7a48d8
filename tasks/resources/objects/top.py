"""What the listener plays most over four weeks, six months and about a year, as Spotify ranks it once a day.

The lists go on for thousands of places, which say ever less; the first fifty are one request each.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

import polars as pl

from tasks.resources.need import Need
from tasks.resources.objects.paging import Paging
from tasks.resources.page import Page, Request, request
from tasks.resources.ranking import completely_on_its_day, places
from tasks.resources.reading import Reading, Rows, watermarks

T = TypeVar("T")

TABLE = "spotify.top_items"
COLUMNS = {"time_range": pl.String, "rank": pl.Int32, "item_id": pl.String}
RANGES = ("short_term", "medium_term", "long_term")
LIMIT = 50


def requests_of_today(resource: str, path: str, need: Need) -> Iterable[Request]:
    """Return one request for each range that has not been read on this day, in UTC."""
    marks = need.marks(resource)
    due = [one for one in RANGES if not _is_of_today(marks.get(_scope(one, need.user_id)), need.moment)]
    return [request(resource, path, one, time_range=one, limit=LIMIT, offset=0) for one in due]


def _is_of_today(mark: str | None, moment: datetime) -> bool:
    return mark is not None and datetime.fromisoformat(mark).date() == moment.date()


def _scope(time_range: str, user_id: str) -> str:
    return f"{time_range} {user_id}"


def top_rows(
    found: Sequence[tuple[Page, Paging[T]]], item_type: str, id_of: Callable[[T], str | None], reading: Reading
) -> Rows:
    """Return the ranking that each page gives; it replaces one of the same day, and is not read again on that day."""
    ranked = [(_range(place.page), place.rank, id_of(place.item)) for place in places(found)]
    items = pl.DataFrame([one for one in ranked if one[2]], COLUMNS, orient="row").with_columns(
        user_id=pl.lit(reading.user_id),
        observed_on=pl.lit(reading.observed_at.date()),
        item_type=pl.lit(item_type),
    )
    ranges = [_range(page) for page, _ in found]
    marks = {_scope(one, reading.user_id): reading.observed_at.isoformat() for one in ranges}
    complete = completely_on_its_day(reading.observed_at, time_range=ranges).with_columns(
        user_id=pl.lit(reading.user_id),
        item_type=pl.lit(item_type),
    )
    return Rows({TABLE: items} | watermarks(f"top {item_type}s", marks), {TABLE: complete} if ranges else {})


def _range(page: Page) -> str:
    # What Spotify answers with where no range is asked for.
    return dict(page.request.params).get("time_range", "medium_term")
