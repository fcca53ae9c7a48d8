"""The audiobooks that the listener has saved, newest first.

The documentation has them as {"added_at", "audiobook"}; recorded answers have the bare audiobook, and so no time. An
audiobook is therefore saved for an interval, which begins when Spotify says it was saved or at the reading that first
saw it, and which goes on for as long as it is there, whichever shape the answers have.
"""

from collections.abc import Sequence

import polars as pl

from tasks.resources.columns import TIME, Column, Time, frame
from tasks.resources.objects.audiobook import Audiobook, audiobook_frames
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.saved import Shelf
from tasks.resources.page import Page, Request
from tasks.resources.reading import Reading, Resource, Rows, only


class SavedAudiobook(Audiobook, kw_only=True):
    """An audiobook beside the time when it was saved, or the audiobook itself."""

    added_at: Time | None = None
    audiobook: Audiobook | None = None

    @property
    def book(self) -> Audiobook:
        """The audiobook in either shape."""
        return self.audiobook or self

    @property
    def saved_id(self) -> str | None:
        """The audiobook's id."""
        return self.book.id


SHELF = Shelf("saved audiobooks", "me/audiobooks", "spotify.saved_audiobooks", "audiobook_id", Paging[SavedAudiobook])
REQUEST: Request = SHELF.request


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Audiobooks, and which are saved: only as a whole, for a list with gaps would end what goes on."""
    readout = SHELF.read(pages)
    savings = _savings(readout.named if readout.is_whole else [], reading)
    return Rows(audiobook_frames(one.book for one in readout.named)) + SHELF.kept(savings, readout, reading)


def _savings(saved: Sequence[SavedAudiobook], reading: Reading) -> pl.DataFrame:
    """Grain: one saved audiobook as its interval begins."""
    columns = {
        "audiobook_id": Column(pl.String, lambda one: one.saved_id),
        "valid_from": Column(TIME, lambda one: one.added_at or reading.observed_at),
    }
    return frame(saved, columns).with_columns(user_id=pl.lit(reading.user_id))


SAVED_AUDIOBOOKS = Resource(
    name=SHELF.resource,
    path=SHELF.path,
    tables=(SHELF.table, "spotify.audiobooks"),
    rows=rows,
    requests=only(REQUEST),
    wanted_by=("library",),
    follow=SHELF.follow,
    scope="user-library-read",
    development="no publisher",
)
