"""The entries of many playlists as columns in the making, taken page by page, so that no decoded page is held.

An entry has little of its own: when it was added, by whom, and what it holds. What it holds stands in many lists, says
the same in all of them, and is kept once, as it came last. So pages are taken from the last to the first: then nothing
that is kept is ever replaced, and what is let go has only just been made. (To free an object that has left the
processor's cache takes as long as to decode it.)
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

import polars as pl
from msgspec import UNSET

from tasks.resources.objects.playlist import Entry
from tasks.resources.objects.playlist_item import added, contents_of, item_type, item_uri
from tasks.resources.objects.user import User

# What stands for an entry that is null: it holds nothing, and keeps its place.
NOTHING = Entry()


class Taken(NamedTuple):
    """Entries of a playlist that follow on each other from `offset`, which counts from 0, as columns."""

    playlist_id: str
    offset: int
    keys: list[Hashable]
    added_at: list[str | None]
    added_by: list[str | None]

    @property
    def end(self) -> int:
        """Where the next entry would be."""
        return self.offset + len(self.keys)


@dataclass
class Entries:
    """The pages so far, the last first; by a key what their entries hold; and who has added them."""

    pages: list[Taken] = field(default_factory=list)
    _held: dict[Hashable, Entry] = field(default_factory=dict)
    _users: dict[Hashable, User] = field(default_factory=dict)

    def take(self, playlist_id: str, offset: int, items: Iterable[Entry | None]) -> Taken:
        """Add a page that came before those that were taken."""
        entries = [entry or NOTHING for entry in items]
        keys = _keys(entries)
        users = [entry.added_by for entry in entries]
        _add(self._held, dict(zip(keys, entries, strict=True)))
        _add(self._users, {(user.id, user.display_name is UNSET): user for user in users if user and user.id})
        self.pages.append(
            Taken(
                playlist_id,
                offset,
                keys,
                [entry.added_at for entry in entries],
                [user.id or None if user else None for user in users],
            )
        )
        return self.pages[-1]

    @property
    def held(self) -> list[Entry]:
        """One entry for everything that entries hold, in the order in which it came last."""
        return list(self._held.values())[::-1]

    @property
    def users(self) -> list[User]:
        """Everyone who has added an entry, by name and, where it came so, without."""
        return list(self._users.values())[::-1]

    def rows(self) -> pl.DataFrame:
        """Grain: one entry of a playlist; of two readings of the same place the later one."""
        pages = self.pages[::-1]
        own = {name: _text(getattr(page, name) for page in pages) for name in ("added_at", "added_by")}
        every = pl.concat([_places(pages), self._contents(pages), pl.DataFrame(own)], how="horizontal")
        rows = every.with_columns(added_at=added())
        return rows.unique(["playlist_id", "position"], keep="last", maintain_order=True) if _overlap(pages) else rows

    def _contents(self, pages: Sequence[Taken]) -> pl.DataFrame:
        number = {key: number for number, key in enumerate(self._held)}
        numbers = [number[key] for page in pages for key in page.keys]
        return contents_of(list(self._held.values()))[pl.Series(numbers, dtype=pl.UInt32)]


def _add(kept: dict[Hashable, Any], met: dict[Hashable, Any]) -> None:
    # Not by the difference of their keys, which goes through all that is kept.
    kept.update({key: one for key, one in met.items() if key not in kept})


def _places(pages: Iterable[Taken]) -> pl.DataFrame:
    spans = [(page.playlist_id, page.offset, page.end) for page in pages if page.keys]
    wide = pl.DataFrame(spans, {"playlist_id": pl.String, "offset": pl.Int32, "end": pl.Int32}, orient="row")
    return wide.select("playlist_id", position=pl.int_ranges("offset", "end", dtype=pl.Int32)).explode("position")


def _text(columns: Iterator[list[str | None]]) -> pl.Series:
    return pl.Series(list(chain.from_iterable(columns)), dtype=pl.String)


def _overlap(pages: Iterable[Taken]) -> bool:
    ends: dict[str, int] = {}
    for page in sorted(pages, key=lambda one: (one.playlist_id, one.offset)):
        if page.offset < ends.get(page.playlist_id, 0):
            return True
        ends[page.playlist_id] = page.end
    return False


def _keys(entries: Sequence[Entry]) -> list[Hashable]:
    """Return what is the same for entries that hold the same: nearly always the id of a track."""
    return [
        content.id
        if content
        and content.id
        and content.uri
        and not (content.linked_from or content.is_local or entry.is_local)
        and content.external_ids is not UNSET
        else _odd(entry)
        for entry, content in zip(entries, [entry.item or entry.track for entry in entries], strict=True)
    ]


def _odd(entry: Entry) -> Hashable:
    content = entry.content
    if content is None:
        return None
    return item_type(entry), item_uri(entry), content.id, content.name, content.external_ids is UNSET
