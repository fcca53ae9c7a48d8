"""The world of one day: the catalogue, the oddities, and how much every artist and track is heard that day."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from math import sin
from typing import Any

import msgspec

from tasks.sandbox import oddities
from tasks.sandbox.catalogue import Album, Artist, Catalogue, Track
from tasks.sandbox.invented import number, share, spotify_id

KEPT = 20_000  # encoded objects to keep: some 50 MB; the whole archive would be five times that

LONG_ALBUM = 600  # every 600th album is longer than the 50 tracks that an album's own answer holds


@dataclass(eq=False)
class World:
    """Day `number` (from 1) of a catalogue, `edits` by playlist; raises ValueError for a day it does not have."""

    catalogue: Catalogue
    number: int
    edits: Mapping[str, int] = field(default_factory=dict)
    _encoded: dict[tuple[object, ...], msgspec.Raw] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.catalogue.days:
            raise ValueError(f"SANDBOX_DAY is {self.number}, but this catalogue has days 1 to {self.catalogue.days}")

    @cached_property
    def date(self) -> date:
        """The day that is served."""
        return self.catalogue.first_day + timedelta(days=self.number - 1)

    @property
    def now(self) -> datetime:
        """The time of every answer: noon of the day, so that it is constant and nothing served lies ahead of it."""
        return datetime.combine(self.date, time(12), UTC)

    @cached_property
    def shelf(self) -> "Shelf":
        """Every track, album and artist, invented ones included."""
        return shelf(self.catalogue)

    @cached_property
    def presence(self) -> "Presence":
        """How present everything is in this day's charts."""
        return Presence.of(self.catalogue, self.date)

    def drift(self, about: str) -> int:
        """Return the few points by which a popularity wanders from week to week."""
        return int(2.5 * sin((self.date.toordinal() + number("drift", about) % 60) / 9))

    def encoded(self, key: tuple[object, ...], build: Callable[[], Any]) -> msgspec.Raw:
        """Return an object as JSON, made once a day: most answers repeat the same tracks."""
        found = self._encoded.get(key)
        if found is None:
            if len(self._encoded) >= KEPT:
                self._encoded.clear()
            found = self._encoded[key] = msgspec.Raw(encode(build()))
        return found


def encode(value: Any) -> bytes:
    """Return JSON as Spotify writes it: UTF-8, except for a lone surrogate, which only an escape can express."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(value).encode()


@dataclass(eq=False)
class Shelf:
    """Real, filling and odd records by id, and which belong together."""

    tracks: dict[str, Track]
    albums: dict[str, Album]
    artists: dict[str, Artist]
    album_tracks: dict[str, list[str]]
    artist_albums: dict[str, list[str]]


@lru_cache(maxsize=4)
def shelf(catalogue: Catalogue) -> Shelf:
    """Put the invented tracks and the oddities beside the real ones."""
    fillers = {track.id: track for album in catalogue.albums.values() for track in filling(album)}
    odd = {odd.record.id: odd.record for odd in [*oddities.ARTISTS, *oddities.ALBUMS, *oddities.TRACKS]}
    added = fillers | {key: record for key, record in odd.items() if isinstance(record, Track)}
    album_tracks = defaultdict(list, {key: list(ids) for key, ids in catalogue.album_tracks.items()})
    for track in added.values():
        album_tracks[track.album_id].append(track.id)
    odd_albums = {key: record for key, record in odd.items() if isinstance(record, Album)}
    return Shelf(
        tracks=catalogue.tracks | added,
        albums=catalogue.albums | odd_albums,
        artists=catalogue.artists | {key: record for key, record in odd.items() if isinstance(record, Artist)},
        album_tracks=dict(album_tracks),
        artist_albums=catalogue.artist_albums | {oddities.ARTIST: list(odd_albums)},
    )


def filling(album: Album) -> list[Track]:
    """Return the invented tracks of an album that is to be a long one, and none for any other.

    The archive knows an album's tracks only as far as some playlist held them: hardly ever more than 50.
    """
    if number("long album", album.id) % LONG_ALBUM:
        return []
    count = 55 + number("tracks", album.id) % 70
    return [
        Track(
            id=spotify_id("filler", album.id, part),
            name=f"{album.name}, Part {part}",
            album_id=album.id,
            artist_ids=album.artist_ids,
            duration_ms=60_000 + number("duration", album.id, part) % 300_000,
        )
        for part in range(1, count + 1)
    ]


@dataclass
class Presence:
    """From 0 to 1: how high and in how many charts a track, an artist or an album stands."""

    tracks: dict[str, float]
    artists: dict[str, float]
    albums: dict[str, float]

    @classmethod
    def of(cls, catalogue: Catalogue, day: date) -> "Presence":
        """Count places in the charts of a day."""
        heard = _chart_points(catalogue, day)
        artists: dict[str, float] = defaultdict(float)
        albums: dict[str, float] = defaultdict(float)
        for track_id, points in heard.items():
            track = catalogue.tracks[track_id]
            albums[track.album_id] += points
            for artist_id in track.artist_ids:
                artists[artist_id] += points
        return cls(scaled(heard), scaled(artists), scaled(albums))


def _chart_points(catalogue: Catalogue, day: date) -> dict[str, float]:
    heard: dict[str, float] = defaultdict(float)
    for playlist in catalogue.charts:
        history = catalogue.histories[playlist.id]
        for rank, track in enumerate(history.contents[history.at(day)]):
            heard[catalogue.numbered[track]] += 50 / (10 + rank)  # the first place counts six times the last
    return heard


def scaled(points: dict[str, float]) -> dict[str, float]:
    """Return points as shares of the highest, compressed as fame is."""
    most = max(points.values(), default=1.0)
    return {key: float((value / most) ** 0.35) for key, value in points.items()}


@lru_cache(maxsize=4)
def fame(catalogue: Catalogue) -> Presence:
    """Return the presence on the last day: what slow numbers such as followers go by, on every day the same."""
    return Presence.of(catalogue, catalogue.last_day)


def popularity(world: World, about: str, present: float) -> int:
    """Return 0 to 100: by the charts where something is in them, else invented; wandering slowly either way."""
    quiet = 60 * share("popularity", about) * share("obscurity", about)
    heard = 45 + 53 * present if present else 0.0
    return max(0, min(100, int(max(quiet, heard)) + world.drift(about)))
