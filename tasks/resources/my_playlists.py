"""The playlists that the listener owns or follows, without their contents: the snapshot id tells which have changed."""

from collections.abc import Iterable, Sequence

from tasks.resources.columns import joined
from tasks.resources.decode import decode
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.playlist import Playlist, playlist_frames
from tasks.resources.page import Page, Request, offsets, request
from tasks.resources.reading import App, Reading, Resource, Rows, decoded

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


def ids(pages: Sequence[Page]) -> list[str]:
    """Return the ids of all of them."""
    found, _ = decoded(pages, Paging[Playlist])
    return [playlist.id for _, page in found for playlist in page.items if playlist]


def worth_reading(pages: Sequence[Page], user_id: str, app: App) -> list[str]:
    """Return the ids of those whose contents may be read and have changed since they last were."""
    found, _ = decoded(pages, Paging[Playlist])
    playlists = [playlist for _, page in found for playlist in page.items if playlist]
    readable = [one for one in playlists if app.may("playlists/{id}/tracks") or _is_own(one, user_id)]
    return [one.id for one in readable if app.known.snapshots.get(one.id, "") != one.snapshot_id]


def _is_own(playlist: Playlist, user_id: str) -> bool:
    return playlist.collaborative is True or bool(playlist.owner and playlist.owner.id == user_id)


MY_PLAYLISTS = Resource(
    name="my playlists",
    path="me/playlists",
    tables=("spotify.playlists", "spotify.users"),
    rows=rows,
    follow=follow,
    scope="playlist-read-private",
)
