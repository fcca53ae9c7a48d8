"""The albums that the listener has saved, newest first: full albums, each with the first page of its tracks."""

from collections.abc import Sequence

from msgspec import Struct

from tasks.resources.albums import FullAlbum
from tasks.resources.columns import Time
from tasks.resources.in_full import albums_in_full
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.saved import Shelf
from tasks.resources.objects.track import TRACK_TABLES
from tasks.resources.page import Page, Request
from tasks.resources.reading import Reading, Resource, Rows, only


class SavedAlbum(Struct, kw_only=True):
    """An album and when it was saved."""

    added_at: Time
    album: FullAlbum | None = None

    @property
    def saved_id(self) -> str | None:
        """The album's id."""
        return self.album.id if self.album else None


SHELF = Shelf("saved albums", "me/albums", "spotify.saved_albums", "album_id", Paging[SavedAlbum])
REQUEST: Request = SHELF.request


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Saved albums, the albums themselves and their tracks."""
    readout = SHELF.read(pages)
    albums = [one.album for one in readout.named if one.album]
    return albums_in_full(albums, reading) + SHELF.rows(readout, reading)


SAVED_ALBUMS = Resource(
    name=SHELF.resource,
    path=SHELF.path,
    tables=(SHELF.table, "spotify.album_stats", *TRACK_TABLES),
    rows=rows,
    requests=only(REQUEST),
    wanted_by=("library",),
    follow=SHELF.follow,
    scope="user-library-read",
    development="no label, no popularity",
)
