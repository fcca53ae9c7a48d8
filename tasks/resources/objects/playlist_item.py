"""The entries of a playlist as rows: position is their identity, for a track can stand in a playlist more than once."""

from collections.abc import Sequence
from datetime import datetime

import polars as pl
from msgspec import Struct

from tasks.resources.columns import Column, frame, timestamp
from tasks.resources.objects.playlist import Entry
from tasks.resources.objects.track import Track

# Spotify gives no address to an entry whose track it no longer has.
UNAVAILABLE = "spotify:unavailable"


class Placed(Struct):
    """An entry with its playlist and its position, counted from 0."""

    playlist_id: str
    position: int
    entry: Entry


def item_type(entry: Entry) -> str:
    """Return what the entry is: track, episode, local or unavailable."""
    content = entry.content
    if content and (entry.is_local or content.is_local):
        return "local"
    if content is None or not (content.id and content.uri):
        return "unavailable"
    return "episode" if content.type == "episode" else "track"


def item_uri(entry: Entry) -> str:
    """Return the address of the track that was added, not of the one that relinking put in its place."""
    content = entry.content
    if item_type(entry) == "track" and content:
        return f"spotify:track:{content.asked_id}"
    return content.uri if content and content.uri and item_type(entry) != "unavailable" else UNAVAILABLE


def _id(entry: Entry, kind: str) -> str | None:
    return entry.content.asked_id if entry.content and item_type(entry) == kind else None


def _name(content: Track | None) -> str | None:
    return content.name if content and isinstance(content.name, str) else None


COLUMNS = {
    "playlist_id": Column(pl.String, lambda placed: placed.playlist_id),
    "position": Column(pl.Int32, lambda placed: placed.position),
    "item_uri": Column(pl.String, lambda placed: item_uri(placed.entry)),
    "item_type": Column(pl.String, lambda placed: item_type(placed.entry)),
    "track_id": Column(pl.String, lambda placed: _id(placed.entry, "track")),
    "episode_id": Column(pl.String, lambda placed: _id(placed.entry, "episode")),
    "name": Column(pl.String, lambda placed: _name(placed.entry.content)),
    "added_at": Column(pl.String, lambda placed: placed.entry.added_at),
    "added_by": Column(pl.String, lambda placed: (placed.entry.added_by.id or None) if placed.entry.added_by else None),
}


def items_of(placed: Sequence[Placed]) -> pl.DataFrame:
    """Grain: one entry of a playlist. Very old entries have the year 1970 for a time that nobody knows."""
    added = timestamp("added_at")
    return frame(placed, COLUMNS).with_columns(
        is_local=pl.col("item_type") == "local",
        added_at=pl.when(added.dt.year() > 1970).then(added),
    )


def history_of(items: pl.DataFrame, observed_at: datetime) -> pl.DataFrame:
    """Grain: one entry as it begins at this reading; equal entries of a playlist are counted by position."""
    return (
        items.sort("playlist_id", "position")
        .select("playlist_id", "item_uri", "position", "track_id")
        .with_columns(
            occurrence=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over("playlist_id", "item_uri"),
            valid_from=pl.lit(observed_at),
        )
    )
