"""Which artists, albums and tracks are worth a request: selected, or met and never read, or read long ago."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import polars as pl

from tasks.resources.columns import Frames
from tasks.resources.details import is_fresh
from tasks.resources.reading import Resource

# What a person selected by name is followed day by day; a little less than a day, for runs do not start to the second.
SELECTED_AGAIN_AFTER = timedelta(hours=20)


def wanted(
    resource: Resource, selected: Sequence[str], met: Iterable[str], marks: Mapping[str, str], moment: datetime
) -> list[str]:
    """Return the ids to ask for: the selected first, then those met, most often met first."""
    due = [one for one in selected if _is_due(one, marks, moment, SELECTED_AGAIN_AFTER)]
    counted = [one for one, _ in Counter(met).most_common()]
    return list(dict.fromkeys(due + [one for one in counted if _is_due(one, marks, moment, resource.refresh_after)]))


def _is_due(one: str, marks: Mapping[str, str], moment: datetime, refresh_after: timedelta) -> bool:
    return one not in marks or not is_fresh(marks[one], moment, refresh_after)


def artists_met(frames: Frames) -> list[str]:
    """Return the artist of every credit that was read."""
    return _column(frames, "spotify.track_artists", "artist_id") + _column(frames, "spotify.artists", "artist_id")


def albums_met(frames: Frames) -> list[str]:
    """Return the album of every track that was read, and the albums of discographies."""
    return _column(frames, "spotify.tracks", "album_id") + _column(frames, "spotify.albums", "album_id")


def simplified_tracks(frames: Frames) -> list[str]:
    """Return the tracks of which no answer gave more than an album does."""
    tracks = frames.get("spotify.tracks", pl.DataFrame())
    if "has_isrc" not in tracks.columns:
        return []
    full = tracks.filter("has_isrc").select("track_id")
    return tracks.join(full, on="track_id", how="anti")["track_id"].unique(maintain_order=True).to_list()


def _column(frames: Frames, table: str, column: str) -> list[str]:
    return frames[table][column].drop_nulls().to_list() if table in frames else []
