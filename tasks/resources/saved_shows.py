"""The shows, that is podcasts, that the listener has saved, newest first; each as its own endpoint gives it."""

from collections.abc import Sequence

from msgspec import Struct

from tasks.resources.columns import Time
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.saved import Shelf
from tasks.resources.objects.show import Show, show_frames
from tasks.resources.page import Page, Request
from tasks.resources.reading import Reading, Resource, Rows, only


class SavedShow(Struct, kw_only=True):
    """A show and when it was saved."""

    added_at: Time
    show: Show | None = None

    @property
    def saved_id(self) -> str | None:
        """The show's id."""
        return self.show.id if self.show else None


SHELF = Shelf("saved shows", "me/shows", "spotify.saved_shows", "show_id", Paging[SavedShow])
REQUEST: Request = SHELF.request


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Saved shows and the shows themselves."""
    readout = SHELF.read(pages)
    return Rows(show_frames(one.show for one in readout.named)) + SHELF.rows(readout, reading)


SAVED_SHOWS = Resource(
    name=SHELF.resource,
    path=SHELF.path,
    tables=(SHELF.table, "spotify.shows"),
    rows=rows,
    requests=only(REQUEST),
    wanted_by=("library",),
    follow=SHELF.follow,
    scope="user-library-read",
    development="no publisher",
)
