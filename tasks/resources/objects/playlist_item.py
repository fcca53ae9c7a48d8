"""The entries of a playlist as rows: position is their identity, for a track can stand in a playlist more than once."""

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from tasks.resources.columns import timestamp
from tasks.resources.objects.playlist import Entry
from tasks.resources.objects.track import Track

# Spotify gives no address to an entry whose track it no longer has.
UNAVAILABLE = "spotify:unavailable"


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
    return _uri(entry.content, item_type(entry))


def _uri(content: Track | None, kind: str) -> str:
    if content is None or kind == "unavailable":
        return UNAVAILABLE
    return f"spotify:track:{content.asked_id}" if kind == "track" else content.uri or UNAVAILABLE


# What an entry says of what it holds, wherever it stands.
HELD = {
    "item_uri": pl.String,
    "item_type": pl.String,
    "track_id": pl.String,
    "episode_id": pl.String,
    "name": pl.String,
    "is_local": pl.Boolean,
}


def contents_of(entries: Sequence[Entry]) -> pl.DataFrame:
    """Grain: one entry, of which the rows say what it holds."""
    columns = zip(*map(_held, entries), strict=True) if entries else ((),) * len(HELD)
    return pl.DataFrame(dict(zip(HELD, columns, strict=True)), HELD)


def _held(entry: Entry) -> tuple[str, str, str | None, str | None, str | None, bool]:
    content, kind = entry.content, item_type(entry)
    name = content.name if content and isinstance(content.name, str) else None
    track_id = content.asked_id if content and kind == "track" else None
    episode_id = content.asked_id if content and kind == "episode" else None
    return _uri(content, kind), kind, track_id, episode_id, name, kind == "local"


def added() -> pl.Expr:
    """Return when an entry was added. Very old ones have the year 1970 for a time that nobody knows."""
    time = timestamp("added_at")
    return pl.when(time.dt.year() > 1970).then(time)


def history_of(items: pl.DataFrame, observed_at: datetime) -> pl.DataFrame:
    """Grain: one entry as it begins at this reading; equal entries of a playlist are counted by position."""
    history = items.sort("playlist_id", "position").select("playlist_id", "item_uri", "position", "track_id")
    return _counted(history).with_columns(valid_from=pl.lit(observed_at))


def _counted(history: pl.DataFrame) -> pl.DataFrame:
    # Counting takes a microsecond a row, and few entries stand in a playlist twice: two hashes find those that may.
    both = history.select(pl.col("playlist_id").hash(0) ^ pl.col("item_uri").hash(1))
    is_repeated = both.to_series().is_duplicated()
    if not is_repeated.any():
        return history.with_columns(occurrence=pl.lit(1, pl.Int32))
    number = pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over("playlist_id", "item_uri")
    once = history.filter(~is_repeated).with_columns(occurrence=pl.lit(1, pl.Int32))
    repeated = history.filter(is_repeated).with_columns(occurrence=number)
    return pl.concat([once, repeated]).sort("playlist_id", "position")
