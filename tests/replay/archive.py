"""What the archive says was in its playlists, read without the sandbox's own reader: the measure of every replay."""

import gzip
import json
import lzma
from bisect import bisect_right
from csv import DictReader
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from sys import intern


@dataclass
class Lists:
    """The lists of one playlist, oldest first: a list holds from its day on, the first one also before it."""

    name: str
    days: list[date] = field(default_factory=list)
    contents: list[tuple[str, ...]] = field(default_factory=list)

    def on(self, day: date) -> tuple[str, ...]:
        """Return the track ids of a day, in order."""
        return self.contents[max(bisect_right(self.days, day) - 1, 0)]

    def changes_on(self, day: date) -> bool:
        """True where the list of a day is not that of the day before."""
        return self.on(day) != self.on(day - timedelta(days=1))


@dataclass(frozen=True)
class Archive:
    """The lists of every playlist by id, and the days that they are served on."""

    lists: dict[str, Lists]
    first_day: date
    last_day: date

    @property
    def days(self) -> list[date]:
        """Every day that is served."""
        return [self.first_day + timedelta(days=past) for past in range((self.last_day - self.first_day).days + 1)]

    def number(self, day: date) -> int:
        """Return the number of a day, from 1, as the sandbox counts."""
        return (day - self.first_day).days + 1

    def named(self, names: list[str]) -> list[str]:
        """Return the ids of playlists by their names."""
        by_name = {one.name: playlist_id for playlist_id, one in self.lists.items()}
        return [by_name[name] for name in names]


def read(folder: Path) -> Archive:
    """Read the history of a catalogue folder; what has no name in it is not served and left out."""
    with gzip.open(folder / "playlists.csv.gz", "rt", encoding="utf-8", newline="") as file:
        lists = {row["playlist_id"]: Lists(row["name"]) for row in DictReader(file)}
    with lzma.open(folder / "playlist_history.jsonl.xz", "rt", encoding="utf-8") as lines:
        for snapshot in sorted(map(json.loads, lines), key=lambda one: str(one["date"])):
            if one := lists.get(snapshot["playlist_id"]):
                one.days.append(date.fromisoformat(snapshot["date"]))
                one.contents.append(tuple(map(intern, snapshot["track_ids"])))
    return Archive(lists, *_served(folder / "run.json", lists))


def _served(path: Path, lists: dict[str, Lists]) -> tuple[date, date]:
    if path.exists():
        run = json.loads(path.read_text())
        return date.fromisoformat(run["first_day"]), date.fromisoformat(run["last_day"])
    days = [day for one in lists.values() for day in one.days]
    return min(days), max(days)
