"""The playlists that the listener owns or follows, without their contents: the snapshot id tells which have changed."""

from collections.abc import Iterable, Sequence

from tasks.resources.app import App
from tasks.resources.columns import joined
from tasks.resources.decode import decode
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.playlist import Playlist, playlist_frames
from tasks.resources.page import Page, Request, offsets, request
from tasks.resources.reading import Reading, Resource, Rows, decoded, only

LIMIT = 50
REQUEST: Request = request("my playlists", "me/playlists", limit=LIMIT, offset=0)


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the pages after the first."""
    first, _ = decode(page.body, Paging[Playlist]) if page.is_good and not page.request.offset else (None, [])
    return offsets(page.request, LIMIT, (first and first.total) or 0, LIMIT)


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Playlists and their owners."""
    found, rejected = decoded(pages, Paging[Playlist])
    frames = playlist_frames((playlist for _, page in found for playlist in page.items), reading.labels)
    return Rows(joined([frames, rejected]))


MY_PLAYLISTS = Resource(
    name="my playlists",
    path="me/playlists",
    tables=("spotify.playlists", "spotify.users"),
    rows=rows,
    requests=only(REQUEST),
    wanted_by=("library",),
    follow=follow,
    scope="playlist-read-private",
)
