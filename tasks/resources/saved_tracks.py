"""The liked songs of the listener, newest first."""

from collections.abc import Sequence

from msgspec import Struct

from tasks.resources.columns import Time
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.saved import Shelf
from tasks.resources.objects.track import TRACK_TABLES, Track, track_rows
from tasks.resources.page import Page, Request
from tasks.resources.reading import Reading, Resource, Rows, only


class LikedSong(Struct, kw_only=True):
    """A track and when it was saved."""

    added_at: Time
    track: Track | None = None

    @property
    def saved_id(self) -> str | None:
        """The id of the song that was saved, not of the one that relinking put in its place; local files have none."""
        return self.track.asked_id if self.track and self.track.is_track else None


SHELF = Shelf("saved tracks", "me/tracks", "spotify.saved_tracks", "track_id", Paging[LikedSong])
REQUEST: Request = SHELF.request


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Saved tracks and the tracks themselves."""
    readout = SHELF.read(pages)
    return track_rows((one.track for one in readout.named), reading.observed_at) + SHELF.rows(readout, reading)


SAVED_TRACKS = Resource(
    name=SHELF.resource,
    path=SHELF.path,
    tables=(SHELF.table, *TRACK_TABLES),
    rows=rows,
    requests=only(REQUEST),
    wanted_by=("library",),
    follow=SHELF.follow,
    scope="user-library-read",
)
