"""A playlist and its entries, in the shapes before and after February 2026.

Renamed then: the paging object `tracks` to `items`, an entry's `track` to `item`; answers with both have been recorded.
Development mode leaves the contents out altogether unless the listener owns the playlist or collaborates on it.
"""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any

import polars as pl
from msgspec import UNSET, Struct, UnsetType

from tasks.resources.columns import Column, Frames, Int32, frame, joined
from tasks.resources.objects.artist import Followers, follower_count
from tasks.resources.objects.image import Image, widest
from tasks.resources.objects.track import Track
from tasks.resources.objects.user import User, user_frames


class Entry(Struct):
    """One line of a playlist. The track is null where it can no longer be had."""

    added_at: str | None = None
    added_by: User | None = None
    is_local: bool | None = False
    item: Track | UnsetType | None = UNSET
    track: Track | UnsetType | None = UNSET

    @property
    def content(self) -> Track | None:
        """What the entry holds, by its new name or its old one."""
        return self.item or self.track or None


class Contents(Struct):
    """The paging object inside a playlist; a simplified playlist has only the total."""

    items: list[Entry | None] | None = None
    total: Int32 | None = None


class Playlist(Struct, kw_only=True):
    """Full or simplified; `followers` is only in the full one."""

    id: str
    name: str | UnsetType | None = UNSET
    description: str | UnsetType | None = UNSET
    owner: User | UnsetType | None = UNSET
    public: bool | UnsetType | None = UNSET
    collaborative: bool | UnsetType | None = UNSET
    snapshot_id: str | UnsetType | None = UNSET
    followers: Followers | UnsetType | None = UNSET
    images: list[Image | None] | UnsetType | None = UNSET
    items: Contents | UnsetType | None = UNSET
    tracks: Contents | UnsetType | None = UNSET

    @property
    def contents(self) -> Contents | None:
        """The contents by their new name or their old one; None where this app is not given them."""
        return self.items or self.tracks or None


def _owner_id(playlist: Playlist) -> Any:
    return playlist.owner.id if isinstance(playlist.owner, User) else playlist.owner


def _total(playlist: Playlist) -> Any:
    return playlist.contents.total if playlist.contents else UNSET


COLUMNS = {
    "playlist_id": Column(pl.String, attrgetter("id")),
    "name": Column(pl.String, attrgetter("name")),
    "description": Column(pl.String, attrgetter("description")),
    "owner_id": Column(pl.String, _owner_id),
    "is_public": Column(pl.Boolean, attrgetter("public")),
    "is_collaborative": Column(pl.Boolean, attrgetter("collaborative")),
    "snapshot_id": Column(pl.String, attrgetter("snapshot_id")),
    "items_total": Column(pl.Int32, _total),
    "followers": Column(pl.Int64, lambda playlist: follower_count(playlist.followers)),
    "image_url": Column(pl.String, lambda playlist: widest(playlist.images)),
}


def playlist_frames(playlists: Iterable[Playlist | None], labels: Mapping[str, str]) -> Frames:
    """Return the rows of playlists and of their owners; a label that the selection gives is written, none is erased."""
    known = [playlist for playlist in playlists if playlist]
    wide = frame(known, COLUMNS)
    label = pl.col("playlist_id").replace_strict(dict(labels) or {"": ""}, default=None, return_dtype=pl.String)
    labelled = wide.with_columns(label=label).with_columns(has_label=pl.col("label").is_not_null())
    return joined([{"spotify.playlists": labelled}, user_frames(playlist.owner or None for playlist in known)])
