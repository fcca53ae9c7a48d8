"""What is to be played next, in its order: what the listener queued, then what follows in the album or playlist.

The answer also has what is playing; that is the business of the playback state.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Generic, TypeVar

import polars as pl
from msgspec import Struct

from tasks.resources.columns import TIME, Column, frame, joined
from tasks.resources.objects.playing import COLUMNS, PLAYING_TABLES, PlayedEpisode, playing_rows
from tasks.resources.objects.track import Track
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import Reading, Resource, Rows, decoded, only

T = TypeVar("T")

TABLE = "spotify.queue_items"
REQUEST: Request = request("playback queue", "me/player/queue")


class Queue(Struct, Generic[T]):
    """https://developer.spotify.com/documentation/web-api/reference/get-queue; empty where nothing is active."""

    currently_playing: T | None = None
    queue: list[T | None] = []


class Queued(Struct):
    """An item, its place from 1, and the moment at which Spotify told it."""

    at: datetime
    position: int
    item: Track | None


QUEUED = COLUMNS | {
    "observed_at": Column(TIME, lambda queued: queued.at),
    "position": Column(pl.Int32, lambda queued: queued.position),
}


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """The places of the queue, and the tracks and episodes in them."""
    found, rejected = decoded(pages, Queue[Track])
    told, rejected_episodes = decoded(pages, Queue[PlayedEpisode])
    tracks = [item for _, queue in found for item in (queue.currently_playing, *queue.queue)]
    episodes = [item for _, queue in told for item in (queue.currently_playing, *queue.queue)]
    queued = [
        Queued(page.observed_at, place, item) for page, queue in found for place, item in enumerate(queue.queue, 1)
    ]
    own = {TABLE: frame(queued, QUEUED).with_columns(user_id=pl.lit(reading.user_id))}
    return playing_rows(tracks, episodes, reading.observed_at) + Rows(joined([own, rejected or rejected_episodes]))


PLAYBACK_QUEUE = Resource(
    name="playback queue",
    path="me/player/queue",
    tables=(TABLE, *PLAYING_TABLES),
    rows=rows,
    requests=only(REQUEST),
    wanted_by=("playback",),
    scope="user-read-playback-state user-read-currently-playing",
)
