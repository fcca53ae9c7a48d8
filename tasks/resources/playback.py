"""What the listener is playing, or has paused, on which device; Spotify answers 204 where nothing is active.

Without additional_types an episode would come as null.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Generic, TypeVar

import polars as pl
from msgspec import Struct

from tasks.resources.columns import TIME, Column, Int32, frame, joined
from tasks.resources.objects.playing import COLUMNS, PLAYING_TABLES, PlayedEpisode, playing_rows, type_of, uri_of
from tasks.resources.objects.track import Track
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import Reading, Resource, Rows, decoded, only
from tasks.resources.recently_played import Context

T = TypeVar("T")

TABLE = "spotify.playback_states"
REQUEST: Request = request("playback", "me/player", additional_types="track,episode")


class Device(Struct):
    """A computer, a speaker, a telephone."""

    type: str | None = None


class State(Struct, Generic[T], kw_only=True):
    """The item is null for an advertisement, and where Spotify does not say what plays."""

    item: T | None = None
    currently_playing_type: str | None = None
    context: Context | None = None
    device: Device | None = None
    is_playing: bool | None = None
    progress_ms: Int32 | None = None
    shuffle_state: bool | None = None
    repeat_state: str | None = None


class Observed(Struct):
    """A state, and the moment at which Spotify told it."""

    at: datetime
    state: State[Track]

    @property
    def item(self) -> Track | None:
        """What plays."""
        return self.state.item


OBSERVED = COLUMNS | {
    "observed_at": Column(TIME, lambda seen: seen.at),
    "item_uri": Column(pl.String, lambda seen: uri_of(seen.item) if seen.item else None),
    "item_type": Column(pl.String, lambda seen: type_of(seen.item) if seen.item else seen.state.currently_playing_type),
    "context_uri": Column(pl.String, lambda seen: seen.state.context.uri if seen.state.context else None),
    "device_type": Column(pl.String, lambda seen: seen.state.device.type if seen.state.device else None),
    "is_playing": Column(pl.Boolean, lambda seen: seen.state.is_playing),
    "progress_ms": Column(pl.Int32, lambda seen: seen.state.progress_ms),
    "shuffle_state": Column(pl.Boolean, lambda seen: seen.state.shuffle_state),
    "repeat_state": Column(pl.String, lambda seen: seen.state.repeat_state),
}


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """What plays at this moment, and the track or the episode itself."""
    found, rejected = decoded(pages, State[Track])
    told, rejected_episodes = decoded(pages, State[PlayedEpisode])
    items = playing_rows((state.item for _, state in found), (state.item for _, state in told), reading.observed_at)
    states = frame([Observed(page.observed_at, state) for page, state in found], OBSERVED)
    own = {TABLE: states.with_columns(user_id=pl.lit(reading.user_id))}
    return items + Rows(joined([own, rejected or rejected_episodes]))


PLAYBACK = Resource(
    name="playback",
    path="me/player",
    tables=(TABLE, *PLAYING_TABLES),
    rows=rows,
    requests=only(REQUEST),
    wanted_by=("playback",),
    scope="user-read-playback-state",
)
