"""The artists whom the listener follows, in full, fifty a page; the artist after whom a page begins is its cursor.

Spotify tells no time of following, and not from when on: an artist is followed from the reading that first saw it to
the one that no longer did. Nothing in the first page tells whether the rest has changed, so all of it is read.
"""

from collections.abc import Iterable, Sequence

import polars as pl
from msgspec import Struct

from tasks.resources.app import App
from tasks.resources.columns import TIME, joined
from tasks.resources.decode import decode
from tasks.resources.in_full import ARTIST_TABLES, artists_in_full
from tasks.resources.objects.artist import Artist
from tasks.resources.objects.paging import Paging
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import Reading, Resource, Rows, completely, decoded, only

TABLE = "spotify.followed_artists"
REQUEST: Request = request("followed artists", "me/following", type="artist", limit=50)


class Cursors(Struct):
    """Where the next page begins; null on the last one."""

    after: str | None = None


class Slice(Paging[Artist], kw_only=True):
    """A page of the list."""

    cursors: Cursors | None = None

    @property
    def after(self) -> str | None:
        """The cursor of the next page, None where there is none."""
        return self.cursors.after if self.cursors else None


class Following(Struct):
    """The answer, for one could follow other things than artists."""

    artists: Slice


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the next page."""
    answer, _ = decode(page.body, Following) if page.is_good else (None, [])
    if answer and answer.artists.after and answer.artists.after != _cursor(page):
        yield Request(REQUEST.resource, REQUEST.path, (*REQUEST.params, ("after", answer.artists.after)))


def _cursor(page: Page) -> str | None:
    return dict(page.request.params).get("after")


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Artists, and whom the listener follows: only as a whole, for a list with gaps would end what goes on."""
    found, rejected = decoded(pages, Following)
    slices = {_cursor(page): answer.artists for page, answer in found}
    artists = [artist for one in slices.values() for artist in one.items]
    objects = Rows(joined([artists_in_full(artists, reading), rejected]))
    return objects + (Rows() if rejected or not _is_whole(slices) else _followed(artists, reading))


def _is_whole(slices: dict[str | None, Slice]) -> bool:
    """True where each page leads to another, the last to none, and together they have the length that the first names.

    A list that moved meanwhile names an artist twice or not at all.
    """
    if None not in slices or {one.after for one in slices.values()} != {None, *slices}:
        return False
    items = [artist for one in slices.values() for artist in one.items]
    ids = [artist.id for artist in items if artist]
    return len(items) == slices[None].total and len(set(ids)) == len(ids)


def _followed(artists: Sequence[Artist | None], reading: Reading) -> Rows:
    """Grain: one artist as the following begins at this reading."""
    ids = [artist.id for artist in artists if artist and artist.id]
    followed = pl.DataFrame({"artist_id": ids}, schema={"artist_id": pl.String}).with_columns(
        user_id=pl.lit(reading.user_id),
        valid_from=pl.lit(reading.observed_at).cast(TIME),
    )
    return Rows({TABLE: followed}, {TABLE: completely(reading.observed_at, user_id=[reading.user_id])})


FOLLOWED_ARTISTS = Resource(
    name="followed artists",
    path="me/following",
    tables=(TABLE, *ARTIST_TABLES),
    rows=rows,
    requests=only(REQUEST),
    wanted_by=("library",),
    follow=follow,
    scope="user-follow-read",
    development="no followers, no popularity",
)
