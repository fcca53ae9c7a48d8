"""The last plays of the listener: Spotify keeps about fifty, so that one request reads all there are.

Episodes are not among them. A play has no id; the millisecond and the track are its identity.
"""

from collections.abc import Sequence

import polars as pl
from msgspec import Struct

from tasks.resources.columns import TIME, Column, Time, frame, joined
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.track import TRACK_TABLES, Track, track_rows
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import Reading, Resource, Rows, decoded, only

REQUEST: Request = request("recently played", "me/player/recently-played", limit=50)


class Context(Struct):
    """What the listener chose: a playlist, an album, an artist."""

    uri: str | None = None


class Play(Struct, kw_only=True):
    """One play."""

    played_at: Time
    track: Track | None = None
    context: Context | None = None


COLUMNS = {
    "played_at": Column(TIME, lambda play: play.played_at),
    "item_uri": Column(
        pl.String, lambda play: f"spotify:track:{play.track.asked_id}" if play.track.id else play.track.uri
    ),
    "track_id": Column(pl.String, lambda play: play.track.asked_id if play.track.is_track else None),
    "context_uri": Column(pl.String, lambda play: play.context.uri if play.context else None),
}


def plays_of(plays: Sequence[Play], user_id: str) -> pl.DataFrame:
    """Grain: one play of the listener."""
    return frame(plays, COLUMNS).with_columns(
        user_id=pl.lit(user_id),
        source=pl.lit("recently-played"),
    )


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Plays and the tracks in them."""
    found, rejected = decoded(pages, Paging[Play])
    plays = [
        play for _, page in found for play in page.items if play and play.track and (play.track.id or play.track.uri)
    ]
    own = {"spotify.plays": plays_of(plays, reading.user_id)}
    return track_rows((play.track for play in plays), reading.observed_at) + Rows(joined([own, rejected]))


RECENTLY_PLAYED = Resource(
    name="recently played",
    path="me/player/recently-played",
    tables=("spotify.plays", *TRACK_TABLES),
    rows=rows,
    requests=only(REQUEST),
    wanted_by=("library",),
    scope="user-read-recently-played",
)
