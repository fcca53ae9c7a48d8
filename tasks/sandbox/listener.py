"""The listener: a library and plays, invented as a function of the day, out of real tracks and this world's charts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from tasks.sandbox.catalogue import Catalogue
from tasks.sandbox.invented import number, pick, share
from tasks.sandbox.oddities import SAVED
from tasks.sandbox.shelves import COMMUTE, MIX, contents, followed, moment, shuffled

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


@lru_cache(maxsize=64)
def saved(catalogue: Catalogue, day: date) -> tuple[tuple[str, str], ...]:
    """Return (added_at, track id) of the saved tracks on a day, latest first."""
    candidates = [*SAVED, *shuffled(catalogue, "saved")[:CANDIDATES]]
    added = {track_id: _added(catalogue, track_id) for track_id in candidates}
    kept = {key: since for key, since in added.items() if since <= day < _removed(catalogue, key, since)}
    return tuple(sorted(((moment(since, "saved", key), key) for key, since in kept.items()), reverse=True))


def _added(catalogue: Catalogue, track_id: str) -> date:
    span = HISTORY_DAYS + catalogue.days
    return catalogue.last_day - timedelta(days=int(span * share("saved on", track_id)))


def _removed(catalogue: Catalogue, track_id: str, added: date) -> date:
    """Return the day from which a track is no longer saved: one in twelve is removed during the run."""
    removed = catalogue.first_day + timedelta(days=1 + number("removed", track_id) % catalogue.days)
    return removed if number("fickle", track_id) % 12 == 0 and removed > added else date.max


@lru_cache(maxsize=64)
def recent_plays(catalogue: Catalogue, now: datetime) -> tuple[Play, ...]:
    """Return the last plays up to a time, latest first."""
    days = [now.date() - timedelta(days=back) for back in range(4)]
    plays = [play for day in days for play in plays_of(catalogue, day) if play.played_at <= now]
    return tuple(sorted(plays, key=lambda play: play.played_at, reverse=True)[:RECENT])


@lru_cache(maxsize=64)
def plays_of(catalogue: Catalogue, day: date) -> tuple[Play, ...]:
    """Return the 25 to 40 plays of a day."""
    count = 25 + number("plays", day.isoformat()) % 16
    return tuple({play.played_at: play for play in (_play(catalogue, day, n) for n in range(count))}.values())


def _play(catalogue: Catalogue, day: date, n: int) -> Play:
    about = (day.isoformat(), n)
    within = timedelta(milliseconds=number("when", *about) % 3_600_000)
    played_at = datetime.combine(day, time(pick(HOURS, "hour", *about)), UTC) + within
    if share("from library", *about) < 0.4:
        return Play(played_at, pick(saved(catalogue, day), "which", *about)[1], None)
    sources = [*(playlist.id for playlist in followed(catalogue)), COMMUTE, MIX, MIX]
    playlist_id = pick(sources, "source", *about)
    track_id = pick(contents(catalogue, playlist_id, day), "which", *about).item
    return Play(played_at, str(track_id), playlist_id)
