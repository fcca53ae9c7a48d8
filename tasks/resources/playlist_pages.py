"""The pages of playlists put together: which entries came where, and whether anything can have moved meanwhile.

The playlist itself carries its first entries, further pages the rest; at the end its version alone is asked for again.
Each page is let go as soon as its entries are taken: what has been decoded takes ten times the room of its columns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from msgspec import UNSET, Struct, UnsetType

from tasks.resources.columns import Frames
from tasks.resources.objects.entries import Entries, Taken
from tasks.resources.objects.playlist import Contents, Playlist
from tasks.resources.page import Page
from tasks.resources.reading import decoded

T = TypeVar("T")


class Snapshot(Struct):
    """A playlist asked for nothing but its version."""

    snapshot_id: str | UnsetType | None = UNSET


@dataclass(frozen=True)
class Read:
    """A playlist, and the pages of its entries; `after` is its version when all had been read."""

    playlist: Playlist
    pages: Sequence[Taken]
    is_paged: bool
    after: str | UnsetType | None

    @property
    def has_moved(self) -> bool:
        """True where it changed while it was read."""
        return self.after is not None and self.after != self.playlist.snapshot_id

    @property
    def is_confirmed(self) -> bool:
        """True where nothing can have moved: it came in one answer, or its version is still the same."""
        return not self.has_moved and (self.after is not None or not self.is_paged)

    @property
    def is_whole(self) -> bool:
        """True where every entry was read and none can have moved meanwhile."""
        total = self.playlist.contents.total if self.playlist.contents else None
        return self.is_confirmed and total is not None and _reach(self.pages) == total


@dataclass
class Found:
    """What pages hold: the playlists without their entries, the entries, and what was set aside."""

    read: list[Read] = field(default_factory=list)
    entries: Entries = field(default_factory=Entries)
    rejected: list[Frames] = field(default_factory=list)

    def take(self, head: Page, further: dict[str, list[Page]], versions: dict[str, str | UnsetType | None]) -> None:
        """Add a playlist that came before those that were taken, with those of the further pages that are its own."""
        for playlist in self._decoded(head, Playlist):
            paged = self._take_pages(playlist.id, further.pop(playlist.id, []))
            pages = paged + self._take_head(playlist)
            self.read.append(Read(playlist, pages, bool(paged), versions.get(playlist.id)))

    def _take_pages(self, playlist_id: str, pages: Sequence[Page]) -> list[Taken]:
        return [
            self.entries.take(playlist_id, page.request.offset, contents.items or ())
            for page in reversed(pages)
            for contents in self._decoded(page, Contents)
        ]

    def _take_head(self, playlist: Playlist) -> list[Taken]:
        if not playlist.contents:
            return []
        items, playlist.contents.items = playlist.contents.items, None
        return [self.entries.take(playlist.id, 0, items or ())]

    def _decoded(self, page: Page, kind: type[T]) -> list[T]:
        found, rejected = decoded([page], kind)
        self.rejected.append(rejected)
        return [answer for _, answer in found]


def found_in(pages: Sequence[Page]) -> Found:
    """Return what the pages hold."""
    after, _ = decoded([page for page in pages if is_confirmation(page)], Snapshot)
    versions = {page.request.subject: snapshot.snapshot_id for page, snapshot in after}
    further: dict[str, list[Page]] = {}
    for page in pages:
        if is_page(page):
            further.setdefault(page.request.subject, []).append(page)
    found = Found()
    for page in reversed(pages):
        if is_head(page):
            found.take(page, further, versions)
    orphans = [decoded(some, Contents)[1] for some in further.values()]  # the playlist itself is of no use
    return Found(found.read[::-1], found.entries, found.rejected[::-1] + orphans)


def path_is_head(page: Page) -> bool:
    """True where a playlist itself was asked for, whatever the answer."""
    return page.request.path.count("/") == 1 and "fields" not in dict(page.request.params)


def is_head(page: Page) -> bool:
    """True for a playlist with its first entries."""
    return page.is_good and path_is_head(page)


def is_page(page: Page) -> bool:
    """True where further entries were asked for, whatever the answer."""
    return page.request.path.count("/") == 2


def is_confirmation(page: Page) -> bool:
    """True for the version that a playlist had at the end."""
    return page.is_good and "fields" in dict(page.request.params)


def _reach(pages: Iterable[Taken]) -> int | None:
    """Return how many entries there are from the first on, None where some are missing between them."""
    end = 0
    for page in sorted((page for page in pages if page.keys), key=lambda one: one.offset):
        if page.offset > end:
            return None
        end = max(end, page.end)
    return end
