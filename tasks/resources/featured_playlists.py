"""The playlists that Spotify puts forward today, in its order, under a message such as "New Music Friday!"."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl
from msgspec import Struct

from tasks.resources.app import App
from tasks.resources.columns import Column, frame, joined
from tasks.resources.decode import decode
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.playlist import Playlist, playlist_frames
from tasks.resources.page import Page, Request, request
from tasks.resources.ranking import Place, completely_on_its_day, further, places, read_whole
from tasks.resources.reading import Reading, Resource, Rows, decoded, first_page, watermarks
from tasks.resources.wanted import daily

NEEDS = "browse/featured-playlists"
REQUEST: Request = request("featured playlists", "browse/featured-playlists", "all", limit=50, offset=0)


class Browsed(Struct):
    """The body of an answer, of this endpoint and of a category's."""

    playlists: Paging[Playlist]
    message: str | None = None


COLUMNS = {
    "playlist_id": Column(pl.String, lambda place: place.item.id),
    "rank": Column(pl.Int32, lambda place: place.rank),
}


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the pages after the first."""
    first, _ = decode(page.body, Browsed) if page.is_good else (None, [])
    return further(page, first.playlists.total or 0) if first else ()


def featured_of(found: Sequence[Place[Playlist]], messages: Mapping[int, str | None], reading: Reading) -> pl.DataFrame:
    """Grain: one rank on one day; `messages` has the message by the offset of its page."""
    message = Column(pl.String, lambda place: messages[place.page.request.offset])
    return frame(found, COLUMNS | {"message": message}).with_columns(observed_on=pl.lit(reading.observed_at.date()))


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """The playlists without their contents, their ranks of the day, and that the day's list has been read."""
    found, rejected = decoded(pages, Browsed)
    listed = [(page, answer.playlists) for page, answer in found]
    shown = places(listed)
    messages = {page.request.offset: answer.message for page, answer in found}
    own = {"spotify.featured_playlists": featured_of(shown, messages, reading)}
    playlists = playlist_frames((place.item for place in shown), reading.labels)
    whole = read_whole([(page, playlists.total or 0) for page, playlists in listed])
    complete = {"spotify.featured_playlists": completely_on_its_day(reading.observed_at)} if whole else {}
    marks = watermarks("featured playlists", dict.fromkeys(whole, reading.observed_at.isoformat()))
    return Rows(joined([playlists, own, marks, rejected]), complete)


FEATURED_PLAYLISTS = Resource(
    name="featured playlists",
    path="browse/featured-playlists",
    tables=("spotify.featured_playlists", "spotify.playlists", "spotify.users"),
    rows=rows,
    requests=daily(REQUEST),
    wanted_by=("browse",),
    follow=follow,
    needs=NEEDS,
    probe=first_page(NEEDS, REQUEST),
    refused_with=frozenset({403, 404, 410}),
    modes="extended quota since before November 2024",
    development="not given",
)
