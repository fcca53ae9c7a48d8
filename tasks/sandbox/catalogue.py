"""The real part of the world: tracks, albums, artists and playlists of an archive, and what each playlist held when.

Serves the bundled folder and the whole archive alike (SANDBOX_CATALOGUE): same tables, same history. The whole archive
has 3 million entries, so snapshots keep numbers of tracks instead of ids.
"""

import csv
import gzip
import lzma
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from tasks.sandbox.invented import number

BUNDLED = Path(__file__).parent / "catalogue"
CHART = "Top 50 - "  # the daily charts are named after their country

T = TypeVar("T", "Track", "Album", "Artist", "Playlist")


class Artist(msgspec.Struct, frozen=True):
    """An artist as the archive knows it."""

    id: str
    name: str


class Album(msgspec.Struct, frozen=True):
    """An album; the archive credits it with the artists of the first track it saw of it."""

    id: str
    name: str
    artist_ids: tuple[str, ...]


class Track(msgspec.Struct, frozen=True):
    """A track; `artist_ids` in the order of credit."""

    id: str
    name: str
    album_id: str
    artist_ids: tuple[str, ...]
    duration_ms: int


class Playlist(msgspec.Struct, frozen=True):
    """A playlist's name and description on the last day of the archive."""

    id: str
    name: str
    description: str

    @property
    def label(self) -> str | None:
        """The country of a chart, None for every other playlist."""
        return self.name.removeprefix(CHART) if self.name.startswith(CHART) else None


class Snapshot(msgspec.Struct):
    """One line of the history file."""

    date: str
    playlist_id: str
    track_ids: list[str]


class Run(msgspec.Struct):
    """The days that a catalogue serves, where they are not simply all of its history."""

    first_day: date
    last_day: date


@dataclass
class History:
    """The snapshots of one playlist, oldest first: days as ordinals, tracks as numbers."""

    days: list[int] = field(default_factory=list)
    contents: list["array[int]"] = field(default_factory=list)

    def at(self, day: date) -> int:
        """Return the number of the latest snapshot at or before a day; the first one where there is none yet."""
        return max(bisect_right(self.days, day.toordinal()) - 1, 0)


class Stay(NamedTuple):
    """A track in a playlist: the day from which it has been there, known if an earlier snapshot lacks it."""

    track_id: str
    since: date
    is_known: bool


@dataclass(eq=False)
class Catalogue:
    """Everything real that the sandbox serves, by id."""

    artists: dict[str, Artist]
    albums: dict[str, Album]
    tracks: dict[str, Track]
    playlists: dict[str, Playlist]
    histories: dict[str, History]
    numbered: list[str]
    first_seen: "array[int]"
    first_day: date
    last_day: date

    @property
    def days(self) -> int:
        """How many days there are to serve."""
        return (self.last_day - self.first_day).days + 1

    @cached_property
    def charts(self) -> list[Playlist]:
        """The playlists that have a label."""
        return [playlist for playlist in self.playlists.values() if playlist.label]

    @cached_property
    def album_tracks(self) -> dict[str, list[str]]:
        """The ids of the tracks of every album."""
        return grouped((track.album_id, track.id) for track in self.tracks.values())

    @cached_property
    def artist_albums(self) -> dict[str, list[str]]:
        """The ids of the albums that credit an artist, and of those with a track that does."""
        of_albums = ((artist, album.id) for album in self.albums.values() for artist in album.artist_ids)
        of_tracks = ((artist, track.album_id) for track in self.tracks.values() for artist in track.artist_ids)
        return {artist: list(dict.fromkeys(ids)) for artist, ids in grouped([*of_albums, *of_tracks]).items()}

    @cached_property
    def released_before(self) -> dict[str, int]:
        """The ordinal of the day on which the history first shows a track of an album."""
        first: dict[str, int] = {}
        for track_id, day in zip(self.numbered, self.first_seen, strict=True):
            album_id = self.tracks[track_id].album_id
            first[album_id] = min(day, first.get(album_id, day))
        return first

    def stays(self, playlist_id: str, snapshot: int) -> Iterator[Stay]:
        """Yield what is in a snapshot, in order, and since when."""
        history = self.histories[playlist_id]
        since = _since(self, playlist_id, snapshot)
        for track in history.contents[snapshot]:
            day = since[track]
            yield Stay(self.numbered[track], date.fromordinal(day), day > history.days[0])


@lru_cache(maxsize=1024)
def _since(catalogue: Catalogue, playlist_id: str, snapshot: int) -> dict[int, int]:
    """Return for each track of a snapshot the day from which it has been there without a break."""
    history = catalogue.histories[playlist_id]
    since: dict[int, int] = {}
    for day, content in zip(history.days[: snapshot + 1], history.contents, strict=False):
        since = {track: since.get(track, day) for track in content}
    return since


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the values of every key, in order."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)


@lru_cache(maxsize=4)
def load(folder: Path = BUNDLED) -> Catalogue:
    """Read a catalogue folder; raises ValueError in one sentence when it is none. Kept, so the second time is free."""
    try:
        return _load(folder)
    except (OSError, KeyError, lzma.LZMAError, msgspec.MsgspecError) as error:
        raise ValueError(f"{folder} is no catalogue of the sandbox: {type(error).__name__} {error}") from error


def _load(folder: Path) -> Catalogue:
    tracks = by_id(Track(*_track(row)) for row in rows(folder / "tracks.csv.gz"))
    playlists = by_id(
        Playlist(r["playlist_id"], r["name"], r["description"]) for r in rows(folder / "playlists.csv.gz")
    )
    numbered = list(tracks)
    histories = _read_history(folder / "playlist_history.jsonl.xz", numbered, set(playlists))
    run = _run(folder / "run.json", histories.values())
    return Catalogue(
        artists=by_id(Artist(row["artist_id"], row["name"]) for row in rows(folder / "artists.csv.gz")),
        albums=by_id(Album(*_album(row)) for row in rows(folder / "albums.csv.gz")),
        tracks=tracks,
        playlists={key: playlist for key, playlist in playlists.items() if key in histories},
        histories=histories,
        numbered=numbered,
        first_seen=_first_seen(histories.values(), len(numbered)),
        first_day=run.first_day,
        last_day=run.last_day,
    )


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a gzipped table."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def by_id(records: Iterable[T]) -> dict[str, T]:
    """Return records by their id, in order."""
    return {record.id: record for record in records}


def _track(row: dict[str, str]) -> tuple[str, str, str, tuple[str, ...], int]:
    artist_ids = tuple(row["artist_ids"].split(";"))
    return row["track_id"], row["name"], row["album_id"], artist_ids, _duration(row)


def _duration(row: dict[str, str]) -> int:
    # The archive lacks a few; some minutes are invented for them, as 0 is an oddity of its own.
    return int(row["duration_ms"] or 120_000 + number("duration", row["track_id"]) % 120_000)


def _album(row: dict[str, str]) -> tuple[str, str, tuple[str, ...]]:
    return row["album_id"], row["name"], tuple(row["artist_ids_of_first_seen_track"].split(";"))


def _read_history(path: Path, numbered: list[str], playlist_ids: set[str]) -> dict[str, History]:
    """Return the snapshots of the given playlists by id."""
    numbers = {track_id: place for place, track_id in enumerate(numbered)}
    histories: dict[str, History] = defaultdict(History)
    for snapshot in _snapshots(path):
        if snapshot.playlist_id in playlist_ids:
            history = histories[snapshot.playlist_id]
            history.days.append(date.fromisoformat(snapshot.date).toordinal())
            history.contents.append(array("I", map(numbers.__getitem__, snapshot.track_ids)))
    return _in_order(histories)


def _first_seen(histories: Iterable[History], tracks: int) -> "array[int]":
    """Return the day on which each track was first seen in any playlist."""
    first = array("I", [date.max.toordinal()]) * tracks
    for history in histories:
        before: set[int] = set()
        for day, content in zip(history.days, history.contents, strict=True):
            now = set(content)
            for track in now - before:
                first[track] = min(first[track], day)
            before = now
    return first


def _snapshots(path: Path) -> Iterator[Snapshot]:
    decode = msgspec.json.Decoder(Snapshot).decode
    with lzma.open(path, "rb") as file:
        yield from map(decode, file)


def _in_order(histories: dict[str, History]) -> dict[str, History]:
    """Sort every history by day: the archive promises no order."""
    for history in histories.values():
        pairs = sorted(zip(history.days, history.contents, strict=True), key=lambda pair: pair[0])
        history.days, history.contents = [day for day, _ in pairs], [content for _, content in pairs]
    return dict(histories)


def _run(path: Path, histories: Iterable[History]) -> Run:
    if path.exists():
        return msgspec.json.decode(path.read_bytes(), type=Run)
    days = [day for history in histories for day in history.days]
    return Run(date.fromordinal(min(days)), date.fromordinal(max(days)))
