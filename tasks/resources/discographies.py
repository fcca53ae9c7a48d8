"""The albums, singles and compilations of an artist; what an artist merely appears on is not asked for.

Ordinary apps get ten a page since February 2026 and 400 "Invalid limit" for more; the change log does not say so.
"""

from collections.abc import Iterable, Sequence

from tasks.resources.columns import joined
from tasks.resources.decode import decode
from tasks.resources.objects.album import Album, album_frames
from tasks.resources.objects.paging import Paging
from tasks.resources.page import Page, Request, offsets, request
from tasks.resources.reading import App, Reading, Resource, Rows, decoded

INCLUDED = "album,single,compilation"


def requests_for(artist_ids: Sequence[str], app: App) -> list[Request]:
    """Return the first page of each artist's discography."""
    limit = 50 if app.may("artists?ids=") else 10
    return [
        request("discographies", f"artists/{one}/albums", one, include_groups=INCLUDED, limit=limit, offset=0)
        for one in artist_ids
    ]


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the pages after the first."""
    if page.is_good and page.request.offset == 0:
        first, _ = decode(page.body, Paging[Album])
        limit = int(dict(page.request.params)["limit"])
        return offsets(page.request, limit, (first and first.total) or 0, limit)
    return ()


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """The albums as simplified objects; they are read in full like every other album."""
    found, rejected = decoded(pages, Paging[Album])
    frames, complete = album_frames((album for _, page in found for album in page.items), reading.observed_at)
    return Rows(joined([frames, rejected]), complete)


def album_ids(pages: Sequence[Page]) -> list[str]:
    """Return the ids of the albums on these pages."""
    found, _ = decoded(pages, Paging[Album])
    return [album.id for _, page in found for album in page.items if album and album.id]


DISCOGRAPHIES = Resource(
    name="discographies",
    path="artists/{id}/albums",
    tables=("spotify.albums", "spotify.album_artists", "spotify.artists"),
    rows=rows,
    follow=follow,
    development="ten a page",
)
