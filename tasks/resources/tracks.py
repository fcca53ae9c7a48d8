"""Tracks in full, by id: only those that no playlist, library or play has given already."""

from collections.abc import Sequence

from tasks.resources.columns import joined
from tasks.resources.details import by_id, seen
from tasks.resources.objects.track import TRACK_TABLES, Asked, Track, album_id_of, rows_of
from tasks.resources.page import Page
from tasks.resources.reading import Reading, Resource, Rows


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Full tracks under the ids by which they were asked for, and which ids have now been read."""
    found, rejected = by_id(pages, Track, "tracks")
    asked = [Asked(track_id, track, album_id_of(track)) for track_id, track in found]
    marks = seen(pages, (track_id for track_id, _ in found), "tracks", reading.observed_at)
    return rows_of(asked, reading.observed_at) + Rows(joined([marks, rejected]))


TRACKS = Resource(
    name="tracks",
    path="tracks/{id}",
    tables=TRACK_TABLES,
    rows=rows,
    batch=50,
    batch_path="tracks?ids=",
    development="one id a request; no popularity",
)
