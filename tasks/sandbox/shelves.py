"""Playlists of the catalogue and of the listener, and what is in them on a day."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from hashlib import blake2b

from tasks.sandbox.catalogue import Catalogue, Playlist, Stay
from tasks.sandbox.invented import number, spotify_id
from tasks.sandbox.oddities import DESCRIPTION, ENTRIES, LISTENER, Entry

ODDITIES = "SandboxOddities0000000"
MIX = spotify_id("playlist", "mix")
COMMUTE = spotify_id("playlist", "commute")


@dataclass(frozen=True)
class Listed:
    """What a playlist is, whoever made it."""

    id: str
    name: str
    description: str
    owner_id: str
    is_public: bool = True


OWN = {
    ODDITIES: Listed(ODDITIES, "Oddities", DESCRIPTION, LISTENER),
    MIX: Listed(MIX, "Everything I Liked", "", LISTENER),  # over 100 entries, one more every day
    COMMUTE: Listed(COMMUTE, "Commute", "Tram 4 there, tram 4 back", LISTENER, is_public=False),  # new every week
}


def listed(catalogue: Catalogue, playlist_id: str) -> Listed | None:
    """Return a playlist by its id."""
    found = catalogue.playlists.get(playlist_id)
    return _of_archive(found) if found else OWN.get(playlist_id)


def _of_archive(playlist: Playlist) -> Listed:
    # The archive does not say who owns a playlist; ids of Spotify's own begin like this.
    owner = "spotify" if playlist.id.startswith("37i9dQZ") else "sandbox-curator"
    return Listed(playlist.id, playlist.name, playlist.description, owner)


def contents(catalogue: Catalogue, playlist_id: str, day: date) -> tuple[Entry, ...]:
    """Return the entries of a playlist on a day, in order."""
    if playlist_id == ODDITIES:
        return tuple(ENTRIES)
    if playlist_id == MIX:
        return _mix(catalogue, (day - catalogue.first_day).days + 1)
    if playlist_id == COMMUTE:
        return _commute(catalogue, day - timedelta(days=day.weekday()))
    return _of_history(catalogue, playlist_id, catalogue.histories[playlist_id].at(day))


@lru_cache(maxsize=1024)
def _of_history(catalogue: Catalogue, playlist_id: str, snapshot: int) -> tuple[Entry, ...]:
    stays = catalogue.stays(playlist_id, snapshot)
    return tuple(Entry(stay.track_id, _since(catalogue, playlist_id, stay), "") for stay in stays)


def _since(catalogue: Catalogue, playlist_id: str, stay: Stay) -> str:
    """Return when a stay began: where the history does not show it, on an invented day before all that is served."""
    earlier = timedelta(days=1 + number("earlier", playlist_id, stay.track_id) % 400)
    before = min(stay.since, catalogue.first_day) - earlier
    return moment(stay.since if stay.is_known else before, playlist_id, stay.track_id)


def moment(day: date, *about: object) -> str:
    """Return a time in the morning of a day: by noon, which is the world's now, it has happened."""
    second = number("moment", *about) % (12 * 3600)
    return (datetime.combine(day, time(), UTC) + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=64)
def _mix(catalogue: Catalogue, number_of_day: int) -> tuple[Entry, ...]:
    """Return 200 tracks and one more for every day, less one at the top for every tenth."""
    return tuple(
        Entry(track_id, moment(catalogue.first_day + timedelta(days=place - 200), MIX, place))
        for place, track_id in enumerate(shuffled(catalogue, "mix")[: 200 + number_of_day])
        if place >= number_of_day // 10
    )


@lru_cache(maxsize=64)
def _commute(catalogue: Catalogue, monday: date) -> tuple[Entry, ...]:
    tracks = shuffled(catalogue, "commute")
    start = number("commute", monday.isoformat()) % max(len(tracks) - 30, 1)
    return tuple(Entry(key, moment(monday, COMMUTE, key)) for key in tracks[start : start + 30])


@lru_cache(maxsize=16)
def shuffled(catalogue: Catalogue, purpose: str) -> list[str]:
    """Return the real tracks in an order of its own for every purpose."""
    return sorted(catalogue.numbered, key=lambda track_id: number(purpose, track_id))


@lru_cache(maxsize=4096)
def _digest(entries: tuple[Entry, ...]) -> str:
    return b64encode(blake2b(repr(entries).encode("utf-8", "surrogatepass"), digest_size=24).digest()).decode()


_ODDITIES_VERSION = b64encode(b"sandbox oddities version").decode()


def snapshot_id(catalogue: Catalogue, playlist_id: str, day: date) -> str:
    """Return the version of a playlist: changes exactly when an entry does."""
    if playlist_id == ODDITIES:  # never changes, and its entries are no hashable ones
        return _ODDITIES_VERSION
    return _digest(contents(catalogue, playlist_id, day))


def followed(catalogue: Catalogue) -> Iterator[Listed]:
    """Yield the playlists that the listener follows: eight charts, six others."""
    others = [playlist for playlist in catalogue.playlists.values() if not playlist.label]
    for playlist in [*catalogue.charts[:8], *others[:6]]:
        yield _of_archive(playlist)
