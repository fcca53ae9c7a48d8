"""What the listener has saved of one kind, newest first: songs, albums, shows, episodes, audiobooks.

A first page tells whether anything but its newest elements changed: then what is stored and what is new add up to the
total. Otherwise the whole list is read, and only such a complete reading marks what it lacks as removed.

Elements that are null or have no id have been recorded, and no table can keep them. Spotify counts them; a complete
reading notes how many there are, or every later list would look as if it had changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

import polars as pl

from tasks.resources.app import App, Saved
from tasks.resources.columns import TIME, Column, Frames, frame, joined
from tasks.resources.decode import decode
from tasks.resources.objects.paging import Paging
from tasks.resources.page import Page, Request, offsets, request
from tasks.resources.reading import Reading, Rows, completely, decoded, watermarks

LIMIT = 50
NOTHING_SAVED = Saved()


class Saving(Protocol):
    """An element of the list: what was saved, and when. `saved_id` is None for what no table can keep."""

    @property
    def saved_id(self) -> str | None:
        """The id by which the listener saved it."""

    @property
    def added_at(self) -> datetime | None:
        """When; None where the answer does not say."""


T = TypeVar("T", bound=Saving)


@dataclass(frozen=True)
class Readout(Generic[T]):
    """What pages held: the elements that have an id, how many have none, and what was set aside.

    `is_whole` is true where the pages add up to one list that stood still.
    """

    named: list[T]
    nameless: int
    rejected: Frames
    is_whole: bool


@dataclass(frozen=True)
class Shelf(Generic[T]):
    """One kind of what can be saved: the resource, its path, the table with its id column, and the type of a page."""

    resource: str
    path: str
    table: str
    column: str
    kind: type[Paging[T]]

    @property
    def request(self) -> Request:
        """The first page."""
        return request(self.resource, self.path, limit=LIMIT, offset=0)

    def follow(self, page: Page, app: App) -> Iterable[Request]:
        """Return the pages after the first, unless the first shows that they cannot have changed."""
        first, _ = decode(page.body, self.kind) if page.is_good else (None, [])
        known = app.known.saved.get(self.table, NOTHING_SAVED)
        if first is None or page.request.offset or _nothing_else_changed(first, known):
            return ()
        return offsets(page.request, LIMIT, first.total or 0, LIMIT)

    def read(self, pages: Sequence[Page]) -> Readout[T]:
        """Return what the good pages hold."""
        found, rejected = decoded(pages, self.kind)
        parts = [part for _, part in found]
        elements = [one for part in parts for one in part.items]
        named = [one for one in elements if one and one.saved_id]
        return Readout(named, len(elements) - len(named), rejected, not rejected and _is_whole(parts, named))

    def rows(self, readout: Readout[T], reading: Reading) -> Rows:
        """Return the rows of the table; those of the objects themselves are the resource's own business."""
        return self.kept(self._savings(readout.named, reading), readout, reading)

    def kept(self, savings: pl.DataFrame, readout: Readout[T], reading: Reading) -> Rows:
        """Return these rows of the table, what was set aside, and that the list was read to the end, if so."""
        frames = [{self.table: savings}, readout.rejected]
        if not readout.is_whole:
            return Rows(joined(frames))
        mark = f"{readout.nameless} {reading.observed_at.isoformat()}"
        whole = completely(reading.observed_at, user_id=[reading.user_id])
        return Rows(joined([*frames, watermarks(self.resource, {reading.user_id: mark})]), {self.table: whole})

    def _savings(self, named: Sequence[T], reading: Reading) -> pl.DataFrame:
        """Grain: one saving by the listener; it is saved now, whatever was noted before."""
        columns = {
            self.column: Column(pl.String, lambda one: one.saved_id),
            "added_at": Column(TIME, lambda one: one.added_at),
        }
        return frame(named, columns).with_columns(
            user_id=pl.lit(reading.user_id),
            removed_at=pl.lit(None, dtype=TIME),
        )


def _nothing_else_changed(first: Paging[T], known: Saved) -> bool:
    if not known.newest or any(one and one.added_at is None for one in first.items):
        return False
    newest = datetime.fromisoformat(known.newest)
    new = sum(1 for one in first.items if one and one.saved_id and one.added_at and one.added_at > newest)
    return known.count + new == first.total


def _is_whole(parts: Sequence[Paging[T]], named: Sequence[T]) -> bool:
    """True where all pages name the same length, the elements add up to it, and none came twice."""
    # Null elements count: a page that holds one has still been read.
    elements = sum(len(part.items) for part in parts)
    savings = {(one.saved_id, one.added_at) for one in named}
    return {elements} == {part.total for part in parts} and len(savings) == len(named)
