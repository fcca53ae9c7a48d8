"""The last plays of the listener: Spotify keeps about fifty, so that one request reads all there are.

All of them are read each time, for a play can come late, from a device that was offline. Episodes are not among them.
A play has no id; the millisecond and the track are its identity.

Where a full page does not go back to the last known play, the page before it is asked for, which is mostly empty. What
is not filled is a stretch in which plays may be lost; it is recorded, so that it is not taken for silence.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
from msgspec import Struct

from tasks.resources.app import App
from tasks.resources.columns import TIME, Column, Frames, Time, frame, joined
from tasks.resources.coverage import Reach, Stretch, coverage_rows
from tasks.resources.decode import decode
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.track import TRACK_TABLES, Track, track_rows
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import Reading, Resource, Rows, completely, decoded, only

LIMIT = 50
REQUEST: Request = request("recently played", "me/player/recently-played", limit=LIMIT)
COVERAGE = "spotify.play_coverage"

EPOCH, MILLISECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(milliseconds=1)


class Context(Struct):
    """What the listener chose: a playlist, an album, an artist."""

    uri: str | None = None


class Play(Struct, kw_only=True):
    """One play."""

    played_at: Time
    track: Track | None = None
    context: Context | None = None


class Listing(Paging[Play], kw_only=True):
    """A page of plays, latest first; it leads to older ones by an address, by a cursor, or by both."""

    cursors: Any = None

    @property
    def oldest(self) -> datetime | None:
        """The earliest play; None without one."""
        return min((play.played_at for play in self.items if play), default=None)

    @property
    def is_cut(self) -> bool:
        """True where it has as many plays as a page holds, and Spotify says that there are more."""
        has_more = self.next or (isinstance(self.cursors, dict) and self.cursors.get("before"))
        return len(self.items) >= LIMIT and bool(has_more)


COLUMNS = {
    "played_at": Column(TIME, lambda play: play.played_at),
    "item_uri": Column(
        pl.String, lambda play: f"spotify:track:{play.track.asked_id}" if play.track.id else play.track.uri
    ),
    "track_id": Column(pl.String, lambda play: play.track.asked_id if play.track.is_track else None),
    "context_uri": Column(pl.String, lambda play: play.context.uri if play.context else None),
}


def plays_of(plays: Sequence[Play], user_id: str) -> pl.DataFrame:
    """Grain: one play of the listener."""
    return frame(plays, COLUMNS).with_columns(
        pl.col("played_at").dt.truncate("1ms"),  # however many digits an answer writes, it is the same play
        user_id=pl.lit(user_id),
        source=pl.lit("recently-played"),
    )


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the page before a full one that does not go back to the last known play, for as long as that is older."""
    listing, _ = decode(page.body, Listing) if page.is_good else (None, [])
    if listing and _reach(page, listing).falls_short(app.known.heard) and _goes_on(page, listing):
        # A millisecond later, for another play of the same one may be the first of the page before.
        cursor = _milliseconds(listing.oldest) + 1
        yield Request(REQUEST.resource, REQUEST.path, (*REQUEST.params, ("before", str(cursor))))


def _reach(page: Page, listing: Listing) -> Reach:
    # That fewer plays lie behind a full page than another page holds does not make them the last there were.
    return Reach(page.observed_at, listing.oldest, is_cut=listing.is_cut or _cursor(page) is not None)


def _goes_on(page: Page, listing: Listing) -> bool:
    cursor = _cursor(page)
    return listing.oldest is not None and (cursor is None or _milliseconds(listing.oldest) + 1 < cursor)


def _cursor(page: Page) -> int | None:
    before = dict(page.request.params).get("before")
    return int(before) if before else None


def _milliseconds(moment: datetime | None) -> int:
    return (moment - EPOCH) // MILLISECOND if moment else 0


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Plays and the tracks in them; how much of the time they cover."""
    found, rejected = decoded(pages, Listing)
    plays = [
        play for _, page in found for play in page.items if play and play.track and (play.track.id or play.track.uri)
    ]
    own = {"spotify.plays": plays_of(plays, reading.user_id)}
    tracks = track_rows((play.track for play in plays), reading.observed_at)
    return tracks + Rows(joined([own, rejected])) + _coverage(found, reading)


def _coverage(found: Sequence[tuple[Page, Listing]], reading: Reading) -> Rows:
    """Return the stretches covered so far and by this reading, of which the first page is the beginning."""
    first = next((_reach(*one) for one in found if _cursor(one[0]) is None), None)
    if first is None:
        return Rows()
    oldest = min((listing.oldest for _, listing in found if listing.oldest), default=None)
    reach = Reach(first.at, oldest, first.is_cut)
    frames: Frames = {COVERAGE: coverage_rows(reach.added(reading.heard), reading.user_id)}
    whole = completely(reading.observed_at, user_id=[reading.user_id])
    return Rows(frames, {COVERAGE: whole}, _notes(reach.lost(reading.heard)))


def _notes(lost: Stretch | None) -> tuple[str, ...]:
    if lost is None:
        return ()
    stretch = f"from {lost.began_at:%Y-%m-%d %H:%M} to {lost.ended_at:%Y-%m-%d %H:%M} UTC"
    return (f"Plays may be lost {stretch}: Spotify tells only about the last fifty, so run more often",)


RECENTLY_PLAYED = Resource(
    name="recently played",
    path="me/player/recently-played",
    tables=("spotify.plays", COVERAGE, *TRACK_TABLES),
    rows=rows,
    requests=only(REQUEST),
    wanted_by=("library", "plays"),
    follow=follow,
    scope="user-read-recently-played",
)
