"""What plays or waits to be played: a track, a local file, or an episode, which has a shape of its own.

A chapter of an audiobook comes as an episode, and its book as the show. Each answer is decoded once for the tracks and
once for the episodes in it.
"""

from collections.abc import Iterable
from datetime import datetime

import polars as pl

from tasks.resources.columns import Column
from tasks.resources.objects.episode import EPISODE_TABLES, Episode, episode_frames
from tasks.resources.objects.playlist import Entry
from tasks.resources.objects.playlist_item import item_type, item_uri
from tasks.resources.objects.track import TRACK_TABLES, Track, track_rows
from tasks.resources.reading import Rows

# What playing_rows fills.
PLAYING_TABLES = (*TRACK_TABLES, *EPISODE_TABLES)


class PlayedEpisode(Episode, kw_only=True):
    """An episode where a track might stand."""

    type: str | None = None


def playing_rows(
    tracks: Iterable[Track | None], episodes: Iterable[PlayedEpisode | None], observed_at: datetime
) -> Rows:
    """Return the rows of those items that are tracks or episodes, and of what stands in them."""
    told = (episode for episode in episodes if episode and episode.type == "episode")
    return track_rows(tracks, observed_at) + Rows(episode_frames(told))


def type_of(item: Track | None) -> str:
    """Return what the item is: track, episode, local or unavailable."""
    return item_type(Entry(item=item))


def uri_of(item: Track | None) -> str:
    """Return the address of the item that was chosen, not of the one that relinking put in its place."""
    return item_uri(Entry(item=item))


def id_of(item: Track | None, kind: str) -> str | None:
    """Return the item's id if it is of this kind."""
    return item.asked_id if item and type_of(item) == kind else None


# What two tables say of an item; each object has it as `item`.
COLUMNS = {
    "item_uri": Column(pl.String, lambda one: uri_of(one.item)),
    "item_type": Column(pl.String, lambda one: type_of(one.item)),
    "track_id": Column(pl.String, lambda one: id_of(one.item, "track")),
    "episode_id": Column(pl.String, lambda one: id_of(one.item, "episode")),
}
