"""The tracks that the listener plays most, in full, by range of time."""

from collections.abc import Sequence

from tasks.resources.objects.paging import Paging
from tasks.resources.objects.top import TABLE, requests_of_today, top_rows
from tasks.resources.objects.track import TRACK_TABLES, Track, track_rows
from tasks.resources.page import Page
from tasks.resources.reading import Reading, Resource, Rows, decoded


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """The ranking and the tracks in it."""
    found, rejected = decoded(pages, Paging[Track])
    tracks = track_rows((track for _, part in found for track in part.items), reading.observed_at)
    ranking = top_rows(found, "track", lambda track: track.asked_id, reading)
    return tracks + Rows(rejected) + ranking


TOP_TRACKS = Resource(
    name="top tracks",
    path="me/top/tracks",
    tables=(TABLE, *TRACK_TABLES),
    rows=rows,
    requests=lambda need: requests_of_today("top tracks", "me/top/tracks", need),
    wanted_by=("library",),
    scope="user-top-read",
    development="no popularity",
)
