"""The public playlists of selected users, without their contents: the snapshot id tells which have changed.

They are asked for in every run, like the listener's own; only a user who cannot be had rests for a while.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from tasks.resources.app import App
from tasks.resources.columns import joined
from tasks.resources.decode import decode
from tasks.resources.details import seen
from tasks.resources.need import Need
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.playlist import Playlist, playlist_frames
from tasks.resources.page import Page, Request, request
from tasks.resources.ranking import further
from tasks.resources.reading import Reading, Resource, Rows, decoded
from tasks.resources.users import encoded
from tasks.resources.wanted import due

NEEDS = "users/{id}/playlists"
LIMIT = 50


def requests(need: Need) -> list[Request]:
    """The first page of each selected user."""
    users = due(USER_PLAYLISTS, need, encoded(need))
    return [request("user playlists", f"users/{one}/playlists", one, limit=LIMIT, offset=0) for one in users]


def probe(need: Need) -> Mapping[str, Request]:
    """The first of the selected users."""
    asked = requests(need)
    return {NEEDS: asked[0]} if asked else {}


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the pages after the first."""
    first, _ = decode(page.body, Paging[Playlist]) if page.is_good else (None, [])
    return further(page, first.total or 0) if first else ()


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Playlists and their owners, who need not be the user: followed playlists are public too."""
    found, rejected = decoded(pages, Paging[Playlist])
    frames = playlist_frames((playlist for _, page in found for playlist in page.items), reading.labels)
    marks = seen(pages, (page.request.subject for page, _ in found), "user playlists", reading)
    return Rows(joined([frames, marks, rejected]))


USER_PLAYLISTS = Resource(
    name="user playlists",
    path="users/{id}/playlists",
    tables=("spotify.playlists", "spotify.users"),
    rows=rows,
    requests=requests,
    wanted_by=("users",),
    follow=follow,
    needs=NEEDS,
    probe=probe,
    refresh_after=timedelta(0),
    modes="apps from before February 2026",
    development="not given",
)
