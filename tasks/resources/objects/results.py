"""The answer to a search: a list for each type that was asked for, with the objects themselves in it.

Lists of playlists are full of null, where Spotify found one of its own that it no longer shows to apps.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from msgspec import Struct

from tasks.resources.columns import joined
from tasks.resources.objects.album import Album, album_frames
from tasks.resources.objects.artist import Artist
from tasks.resources.objects.audiobook import Audiobook, audiobook_frames
from tasks.resources.objects.episode import EPISODE_TABLES, Episode, episode_frames
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.playlist import Playlist, playlist_frames
from tasks.resources.objects.show import Show, show_frames
from tasks.resources.objects.track import TRACK_TABLES, Track, track_rows
from tasks.resources.page import Page
from tasks.resources.ranking import places
from tasks.resources.reading import Rows

TYPES = ("album", "artist", "track", "playlist", "show", "episode", "audiobook")

# What rows_of_items fills.
ITEM_TABLES = (*TRACK_TABLES, "spotify.playlists", "spotify.users", *EPISODE_TABLES, "spotify.audiobooks")


class Results(Struct):
    """https://developer.spotify.com/documentation/web-api/reference/search."""

    albums: Paging[Album] | None = None
    artists: Paging[Artist] | None = None
    tracks: Paging[Track] | None = None
    playlists: Paging[Playlist] | None = None
    shows: Paging[Show] | None = None
    episodes: Paging[Episode] | None = None
    audiobooks: Paging[Audiobook] | None = None

    def of(self, item_type: str) -> Paging[Any]:
        """Return the list of a type, empty where there is none."""
        return getattr(self, f"{item_type}s") or Paging()

    @property
    def total(self) -> int:
        """How many results there are of the type that has most."""
        return max(self.of(one).total or 0 for one in TYPES)


class Result(NamedTuple):
    """What was found, at which rank of its type, and on which page."""

    page: Page
    item_type: str
    rank: int
    item: Any

    @property
    def item_id(self) -> str | None:
        """The id by which the item is stored; None for what no table keeps."""
        if isinstance(self.item, Track):
            return self.item.asked_id if self.item.is_track else None
        return str(self.item.id) if self.item.id else None


def results_in(found: Sequence[tuple[Page, Results]]) -> list[Result]:
    """Return the results of all types, type by type, without those that cannot be stored."""
    lists = ((one, places((page, answer.of(one)) for page, answer in found)) for one in TYPES)
    results = (Result(place.page, one, place.rank, place.item) for one, listed in lists for place in listed)
    return [result for result in results if result.item_id]


def rows_of_items(results: Iterable[Result], observed_at: datetime, labels: Mapping[str, str]) -> Rows:
    """Return the rows of what was found, but for artists, who come in full."""
    of: dict[str, list[Any]] = {one: [] for one in TYPES}
    for result in results:
        of[result.item_type].append(result.item)
    albums, credited = album_frames(of["album"], observed_at)
    catalogue = [albums, playlist_frames(of["playlist"], labels)]
    spoken = [show_frames(of["show"]), episode_frames(of["episode"]), audiobook_frames(of["audiobook"])]
    return track_rows(of["track"], observed_at) + Rows(joined([*catalogue, *spoken]), credited)
