"""The albums that Spotify puts forward as new, in its order.

The endpoint has lost the parameter that named a country: the listener's decides, or Spotify's choice for an app alone.
"""

from collections.abc import Iterable, Sequence

import polars as pl
from msgspec import Struct

from tasks.resources.app import App
from tasks.resources.columns import Column, frame, joined
from tasks.resources.decode import decode
from tasks.resources.objects.album import Album, album_frames
from tasks.resources.objects.paging import Paging
from tasks.resources.page import Page, Request, request
from tasks.resources.ranking import Place, completely_on_its_day, further, places, read_whole
from tasks.resources.reading import Reading, Resource, Rows, decoded, first_page, watermarks
from tasks.resources.wanted import daily

NEEDS = "browse/new-releases"
NO_COUNTRY = ""
REQUEST: Request = request("new releases", "browse/new-releases", "all", limit=50, offset=0)


class Releases(Struct):
    """The body of an answer."""

    albums: Paging[Album]


COLUMNS = {
    "album_id": Column(pl.String, lambda place: place.item.id),
    "rank": Column(pl.Int32, lambda place: place.rank),
}


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the pages after the first."""
    first, _ = decode(page.body, Releases) if page.is_good else (None, [])
    return further(page, first.albums.total or 0) if first else ()


def releases_of(found: Sequence[Place[Album]], reading: Reading) -> pl.DataFrame:
    """Grain: one album on one day."""
    return frame(found, COLUMNS).with_columns(
        observed_on=pl.lit(reading.observed_at.date()),
        country=pl.lit(NO_COUNTRY),
    )


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """The albums, their ranks of the day, and that the day's list has been read."""
    found, rejected = decoded(pages, Releases)
    listed = [(page, releases.albums) for page, releases in found]
    shown = [place for place in places(listed) if place.item.id]
    frames, complete = album_frames((place.item for place in shown), reading.observed_at)
    own = {"spotify.new_releases": releases_of(shown, reading)}
    whole = read_whole([(page, albums.total or 0) for page, albums in listed])
    if whole:
        day = completely_on_its_day(reading.observed_at, country=[NO_COUNTRY])
        complete |= {"spotify.new_releases": day}
    marks = watermarks("new releases", dict.fromkeys(whole, reading.observed_at.isoformat()))
    return Rows(joined([frames, own, marks, rejected]), complete)


NEW_RELEASES = Resource(
    name="new releases",
    path="browse/new-releases",
    tables=("spotify.new_releases", "spotify.albums", "spotify.album_artists", "spotify.artists"),
    rows=rows,
    requests=daily(REQUEST),
    wanted_by=("browse",),
    follow=follow,
    needs=NEEDS,
    probe=first_page(NEEDS, REQUEST),
    refused_with=frozenset({403, 404, 410}),
    modes="apps from before February 2026",
    development="not given",
)
