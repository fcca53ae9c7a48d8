"""The albums, singles and compilations of an artist; what an artist merely appears on is not asked for.

Ordinary apps get ten a page since February 2026 and 400 "Invalid limit" for more; the change log does not say so.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tasks.resources.app import App
from tasks.resources.columns import joined
from tasks.resources.decode import decode
from tasks.resources.details import is_fresh, seen
from tasks.resources.need import Need
from tasks.resources.objects.album import Album, album_frames
from tasks.resources.objects.paging import Paging
from tasks.resources.page import Page, Request, offsets, request
from tasks.resources.reading import Reading, Resource, Rows, decoded
from tasks.resources.wanted import SELECTED_AGAIN_AFTER

INCLUDED = "album,single,compilation"

# Not an endpoint of its own, but as much of a capability.
FIFTY = "artists/{id}/albums?limit=50"


def requests(need: Need) -> list[Request]:
    """Return the first page of each selected artist's discography."""
    limit = 50 if need.app.may(FIFTY) else 10
    return [
        request("discographies", f"artists/{one}/albums", one, include_groups=INCLUDED, limit=limit, offset=0)
        for one in need.of("artists")
        if _is_due(one, need)
    ]


def probe(need: Need) -> Mapping[str, Request]:
    """The first page of fifty."""
    first = requests(need.hoping_for(FIFTY))[:1]
    return {FIFTY: first[0]} if first else {}


def _is_due(artist_id: str, need: Need) -> bool:
    mark = need.marks("discographies").get(artist_id)
    return mark is None or not is_fresh(mark, need.moment, SELECTED_AGAIN_AFTER)


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the pages after the first."""
    if page.is_good and page.request.offset == 0:
        first, _ = decode(page.body, Paging[Album])
        limit = int(dict(page.request.params)["limit"])
        return offsets(page.request, limit, (first and first.total) or 0, limit)
    return ()


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """The albums as simplified objects, and whose discographies have now been read to the end."""
    found, rejected = decoded(pages, Paging[Album])
    frames, complete = album_frames((album for _, page in found for album in page.items), reading.observed_at)
    marks = seen(pages, _whole(found), "discographies", reading, unfinished=_unfinished(found))
    return Rows(joined([frames, rejected, marks]), complete)


def _whole(found: Sequence[tuple[Page, Paging[Album]]]) -> set[str]:
    return {page.request.subject for page, _ in found} - _unfinished(found)


def _unfinished(found: Sequence[tuple[Page, Paging[Album]]]) -> set[str]:
    read, total = Counter[str](), dict[str, int]()
    for page, part in found:
        read[page.request.subject] += len(part.items)
        total[page.request.subject] = part.total or 0
    return {artist_id for artist_id, length in total.items() if read[artist_id] < length}


DISCOGRAPHIES = Resource(
    name="discographies",
    path="artists/{id}/albums",
    tables=("spotify.albums", "spotify.album_artists", "spotify.artists"),
    rows=rows,
    requests=requests,
    wanted_by=("artists",),
    follow=follow,
    probe=probe,
    refused_with=frozenset({400}),
    development="ten a page",
)
