"""The listeners: libraries and plays, invented as a function of the day, out of real tracks and this world's charts.

There are two, who share nothing but the world: the second saves and plays other tracks, follows other playlists, and
owns none.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from tasks.sandbox.catalogue import Catalogue
from tasks.sandbox.invented import number, pick, share
from tasks.sandbox.oddities import LISTENER, SAVED
from tasks.sandbox.shelves import COMMUTE, MIX, OWN, Listed, contents, followed, listed, moment, shuffled

SECOND_LISTENER = "sandbox-second-listener"
LISTENERS = (LISTENER, SECOND_LISTENER)

CANDIDATES = 430  # tracks saved at some time; about 400 are saved on any late day
HISTORY_DAYS = 700  # how long before the first day the listener began to save
RECENT = 50  # Spotify goes back no further, whatever the cursor says

# Hours of the plays: the way to work, lunch, the way home, the evening.
HOURS = (7, 7, 8, 8, 8, 9, 12, 13, 17, 17, 18, 18, 19, 19, 20, 20, 21, 21, 21, 22, 22, 23)


@dataclass(frozen=True)
class Play:
    """One play: when it ended, what it was, and out of which playlist, if any."""

    played_at: datetime
    track_id: str
    playlist_id: str | None

    @property
    def milliseconds(self) -> int:
        """The time as cursors write it."""
        return int(self.played_at.timestamp()) * 1000 + self.played_at.microsecond // 1000


def owned_by(user_id: str) -> list[Listed]:
    """Return the playlists that a listener made."""
    return [playlist for playlist in OWN.values() if playlist.owner_id == user_id]


def followed_by(catalogue: Catalogue, user_id: str) -> list[Listed]:
    """Return the playlists that a listener follows: the second one those at the end of the catalogue."""
    if user_id == LISTENER:
        return list(followed(catalogue))
    found = (listed(catalogue, key) for key in list(catalogue.playlists)[-10:])
    return [playlist for playlist in found if playlist]


@lru_cache(maxsize=64)
def saved(catalogue: Catalogue, day: date, user_id: str = LISTENER) -> tuple[tuple[str, str], ...]:
    """Return (added_at, track id) of the tracks that a listener has saved on a day, latest first."""
    seed = seed_of(user_id)
    odd = SAVED if user_id == LISTENER else []
    candidates = [*odd, *shuffled(catalogue, f"saved{seed}")[:CANDIDATES]]
    added = {track_id: _added(catalogue, track_id, seed) for track_id in candidates}
    kept = {key: since for key, since in added.items() if since <= day < _removed(catalogue, key, since, seed)}
    return tuple(sorted(((moment(since, "saved", key), key) for key, since in kept.items()), reverse=True))


def seed_of(user_id: str) -> str:
    """Return what is to be added to the subject of an invented fact, so that each listener has their own."""
    return "" if user_id == LISTENER else f" {user_id}"


def _added(catalogue: Catalogue, track_id: str, seed: str) -> date:
    span = HISTORY_DAYS + catalogue.days
    return catalogue.last_day - timedelta(days=int(span * share(f"saved on{seed}", track_id)))


def _removed(catalogue: Catalogue, track_id: str, added: date, seed: str) -> date:
    """Return the day from which a track is no longer saved: one in twelve is removed during the run."""
    removed = catalogue.first_day + timedelta(days=1 + number(f"removed{seed}", track_id) % catalogue.days)
    return removed if number(f"fickle{seed}", track_id) % 12 == 0 and removed > added else date.max


@lru_cache(maxsize=64)
def recent_plays(catalogue: Catalogue, now: datetime, user_id: str = LISTENER) -> tuple[Play, ...]:
    """Return a listener's last plays up to a time, latest first."""
    days = [now.date() - timedelta(days=back) for back in range(4)]
    plays = [play for day in days for play in plays_of(catalogue, day, user_id) if play.played_at <= now]
    return tuple(sorted(plays, key=lambda play: play.played_at, reverse=True)[:RECENT])


@lru_cache(maxsize=64)
def plays_of(catalogue: Catalogue, day: date, user_id: str = LISTENER) -> tuple[Play, ...]:
    """Return a listener's 25 to 40 plays of a day."""
    count = 25 + number(f"plays{seed_of(user_id)}", day.isoformat()) % 16
    plays = [_play(catalogue, day, user_id, n) for n in range(count)]
    return tuple({play.played_at: play for play in plays}.values())


def _play(catalogue: Catalogue, day: date, user_id: str, n: int) -> Play:
    about = (day.isoformat() + seed_of(user_id), n)
    within = timedelta(milliseconds=number("when", *about) % 3_600_000)
    played_at = datetime.combine(day, time(pick(HOURS, "hour", *about)), UTC) + within
    if share("from library", *about) < 0.4:
        return Play(played_at, pick(saved(catalogue, day, user_id), "which", *about)[1], None)
    playlist_id = pick(_sources(catalogue, user_id), "source", *about)
    track_id = pick(contents(catalogue, playlist_id, day), "which", *about).item
    return Play(played_at, str(track_id), playlist_id)


def _sources(catalogue: Catalogue, user_id: str) -> list[str]:
    """Return the playlists that a listener plays, those more than once that are played more often."""
    own = [COMMUTE, MIX, MIX] if user_id == LISTENER else []
    return [*(playlist.id for playlist in followed_by(catalogue, user_id)), *own]
