"""The liked songs of the listener, newest first.

A first page tells whether anything but its newest songs changed: then what is stored and what is new add up to the
total. Otherwise the whole list is read, and only such a complete reading marks songs as removed.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

import polars as pl
from msgspec import Struct

from tasks.resources.columns import TIME, Column, Time, frame, joined
from tasks.resources.decode import decode
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.track import TRACK_TABLES, Track, track_rows
from tasks.resources.page import Page, Request, offsets, request
from tasks.resources.reading import App, Reading, Resource, Rows, completely, decoded

LIMIT = 50
REQUEST: Request = request("saved tracks", "me/tracks", limit=LIMIT, offset=0)


class Saved(Struct, kw_only=True):
    """A track and when it was saved."""

    added_at: Time
    track: Track | None = None


COLUMNS = {
    "track_id": Column(pl.String, lambda saved: saved.track.asked_id),
    "added_at": Column(TIME, lambda saved: saved.added_at),
}


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the pages after the first, unless the first shows that they cannot have changed."""
    first, _ = decode(page.body, Paging[Saved]) if page.is_good else (None, [])
    if first is None or page.request.offset or _nothing_else_changed(first, app):
        return ()
    return offsets(page.request, LIMIT, first.total or 0, LIMIT)


def _nothing_else_changed(first: Paging[Saved], app: App) -> bool:
    if not app.known.newest_saved:
        return False
    newest = datetime.fromisoformat(app.known.newest_saved)
    new = sum(1 for saved in first.items if saved and saved.added_at > newest)
    return app.known.saved_tracks + new == first.total


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Saved tracks and the tracks themselves."""
    found, rejected = decoded(pages, Paging[Saved])
    saved = [one for _, page in found for one in page.items if one and one.track and one.track.is_track]
    own = {"spotify.saved_tracks": saved_of(saved, reading.user_id)}
    is_whole = _is_whole([page for _, page in found])
    complete = {"spotify.saved_tracks": completely(reading.observed_at, user_id=[reading.user_id])} if is_whole else {}
    tracks = track_rows((one.track for one in saved), reading.observed_at)
    return tracks + Rows(joined([own, rejected]), {} if rejected else complete)


def _is_whole(pages: Sequence[Paging[Saved]]) -> bool:
    """True where the pages add up to one list that stood still: all of them name its length, no song came twice."""
    # Null elements count: a page that holds one has still been read.
    elements = [one for page in pages for one in page.items]
    songs = [(one.track.asked_id, one.added_at) for one in elements if one and one.track and one.track.id]
    return {len(elements)} == {page.total for page in pages} and len(set(songs)) == len(songs)


def saved_of(saved: Sequence[Saved], user_id: str) -> pl.DataFrame:
    """Grain: one saving of a track by the listener; it is saved now, whatever was noted before."""
    return frame(saved, COLUMNS).with_columns(
        user_id=pl.lit(user_id),
        removed_at=pl.lit(None, dtype=TIME),
    )


SAVED_TRACKS = Resource(
    name="saved tracks",
    path="me/tracks",
    tables=("spotify.saved_tracks", *TRACK_TABLES),
    rows=rows,
    follow=follow,
    scope="user-library-read",
)
