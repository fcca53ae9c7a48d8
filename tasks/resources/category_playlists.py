"""The playlists of every category, in Spotify's order."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

import polars as pl

from tasks.resources import featured_playlists
from tasks.resources.app import App
from tasks.resources.columns import Column, frame, joined
from tasks.resources.details import seen
from tasks.resources.featured_playlists import Browsed
from tasks.resources.need import Need
from tasks.resources.objects.playlist import Playlist, playlist_frames
from tasks.resources.page import Page, Request, request
from tasks.resources.ranking import Place, completely_on_its_day, places, read_whole
from tasks.resources.reading import Reading, Resource, Rows, decoded
from tasks.resources.wanted import SELECTED_AGAIN_AFTER, due, ids

NEEDS = "browse/categories/{id}/playlists"
LIMIT = 50


COLUMNS = {
    "category_id": Column(pl.String, lambda place: place.page.request.subject),
    "rank": Column(pl.Int32, lambda place: place.rank),
    "playlist_id": Column(pl.String, lambda place: place.item.id),
}


def requests(need: Need) -> list[Request]:
    """The first page of each category that Spotify shows, once a day.

    Where an earlier run of the day has read which are shown, and perhaps was not given time for all, the known ones.
    """
    known = ids(need, "spotify.categories", "category_id") or need.marks("category playlists")
    return [_first(one) for one in due(CATEGORY_PLAYLISTS, need, known)]


def _first(category_id: str) -> Request:
    path = f"browse/categories/{quote(category_id, safe='')}/playlists"
    return request("category playlists", path, category_id, limit=LIMIT, offset=0)


def probe(need: Need) -> Mapping[str, Request]:
    """The first category that Spotify shows today; before any is known the featured playlists.

    A category that is unknown answers 404 like an endpoint that is gone. Both endpoints went together in November 2024.
    """
    shown = [_first(one) for one in ids(need, "spotify.categories", "category_id")]
    return {NEEDS: next(iter(shown), featured_playlists.REQUEST)}


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the pages after the first."""
    return featured_playlists.follow(page, app)


def ranks_of(found: Sequence[Place[Playlist]], reading: Reading) -> pl.DataFrame:
    """Grain: one rank of a category on one day."""
    return frame(found, COLUMNS).with_columns(observed_on=pl.lit(reading.observed_at.date()))


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """The playlists without their contents, their ranks of the day, and which categories have been read."""
    found, rejected = decoded(pages, Browsed)
    listed = [(page, answer.playlists) for page, answer in found]
    shown = places(listed)
    own = {"spotify.category_playlists": ranks_of(shown, reading)}
    playlists = playlist_frames((place.item for place in shown), reading.labels)
    whole = read_whole([(page, playlists.total or 0) for page, playlists in listed])
    partly = {page.request.subject for page, _ in listed}.difference(whole)
    marks = seen(pages, whole, "category playlists", reading, partly)
    complete = {"spotify.category_playlists": completely_on_its_day(reading.observed_at, category_id=whole)}
    return Rows(joined([playlists, own, marks, rejected]), complete)


CATEGORY_PLAYLISTS = Resource(
    name="category playlists",
    path="browse/categories/{id}/playlists",
    tables=("spotify.category_playlists", "spotify.playlists", "spotify.users"),
    rows=rows,
    requests=requests,
    wanted_by=("browse",),
    follow=follow,
    needs=NEEDS,
    probe=probe,
    refused_with=frozenset({403, 404, 410}),
    refresh_after=SELECTED_AGAIN_AFTER,
    modes="extended quota since before November 2024",
    development="not given",
)
