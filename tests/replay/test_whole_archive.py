"""Every playlist and every day of the whole archive, read day by day: make replay ARCHIVE=/path (some 20 minutes).

The archive is no part of the project; tasks/sandbox/catalogue/PROVENANCE.md says where it comes from. Each day reads
those playlists whose list has changed, and a few of the others; what is compared are all playlists on all days.
"""

import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import psycopg
import pytest

from tasks.console.terminal import say
from tasks.postgres.connect import connect
from tests.replay import stored
from tests.replay.archive import Archive, read
from tests.replay.conftest import Opened
from tests.replay.replaying import Replay

ARCHIVE = Path(os.environ.get("PLAYLIST_ARCHIVE") or "no archive")

# REPLAY_DAYS makes it the first so many days, for a try.
MOST_DAYS = int(os.environ.get("REPLAY_DAYS") or 10_000)

# Unchanged playlists that are read all the same each day, to see that nothing is written.
RESTING = 5

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.timeout(0),  # it takes more than an hour
    pytest.mark.skipif(
        not (ARCHIVE / "playlist_history.jsonl.xz").is_file(), reason="PLAYLIST_ARCHIVE names no playlist archive"
    ),
]


@dataclass
class Whole:
    """A replay of the archive: what is compared with what, and where an unchanged playlist was written."""

    archive: Archive
    connection: psycopg.Connection
    days: list[date]
    rested: int = 0
    touched: list[tuple[date, str]] = field(default_factory=list)

    def changed(self, day: date) -> list[str]:
        """Return the playlists whose list is new on a day: on the first, all of them."""
        return [key for key, one in self.archive.lists.items() if day == self.days[0] or one.changes_on(day)]

    def some_resting(self, day: date) -> list[str]:
        """Return a few of the others, on every day different ones."""
        resting = sorted(self.archive.lists.keys() - set(self.changed(day)))
        return random.Random(day.toordinal()).sample(resting, min(RESTING, len(resting)))  # noqa: S311

    def play(self, replay: Replay, day: date) -> int:
        """Read a day, note what of the resting ones was touched, and return how many playlists were read."""
        changed, resting = self.changed(day), self.some_resting(day)
        before = stored.traces(self.connection, resting)
        replay.day(self.archive.number(day), changed + resting)
        after = stored.traces(self.connection, resting)
        self.rested += len(resting)
        self.touched += [(day, one) for one in resting if before.get(one) != after.get(one)]
        return len(changed) + len(resting)


@pytest.fixture(scope="module")
def whole(replay: Opened) -> Iterator[Whole]:
    """The archive, replayed."""
    archive = read(ARCHIVE)
    with replay(ARCHIVE) as (opened, database), connect(database, autocommit=True) as connection:
        done = Whole(archive, connection, archive.days[:MOST_DAYS])
        began, read_so_far = time.monotonic(), 0
        for number, day in enumerate(done.days, 1):
            read_so_far += done.play(opened, day)
            if number % 10 == 0 or day == done.days[-1]:
                minutes = (time.monotonic() - began) / 60
                say(f"{day}: {number} of {len(done.days)} days, {read_so_far:,} playlists read, {minutes:.1f} minutes")
        yield done


def test_every_list_of_every_day_is_reproduced(whole: Whole) -> None:
    """Same tracks, same order, positions from 0 without a gap, of every playlist on every day."""
    entries = 0
    for playlist_id, one in whole.archive.lists.items():
        found = {
            day: (positions, uris) for day, positions, uris in stored.lists(whole.connection, playlist_id, whole.days)
        }
        expected = {day: (list(range(len(one.on(day)))), stored.uris(one.on(day))) for day in whole.days}
        assert expected == found, one.name
        entries += sum(len(uris) for _, uris in found.values())
    playlists, days = len(whole.archive.lists), len(whole.days)
    say(f"{playlists} playlists on {days} days: {playlists * days:,} lists of {entries:,} entries are all equal")


def test_the_function_tells_the_same(whole: Whole) -> None:
    """spotify.playlist_as_of gives the list of every playlist, in its order, on every thirtieth day and on the last."""
    days = {*whole.days[::30], whole.days[-1]}
    for playlist_id, one in whole.archive.lists.items():
        for day in days:
            expected = list(enumerate(stored.uris(one.on(day))))
            assert expected == stored.by_function(whole.connection, playlist_id, day), (one.name, day)
    say(f"spotify.playlist_as_of says the same of {len(whole.archive.lists)} playlists on {len(days)} days")


def test_an_entry_that_stays_is_one_interval(whole: Whole) -> None:
    """The intervals are the fewest that tell the archive's lists, and none overlaps another."""
    intervals = 0
    for playlist_id, one in whole.archive.lists.items():
        found = stored.intervals(whole.connection, playlist_id)
        assert stored.expected_intervals([(day, one.on(day)) for day in whole.days]) == found, one.name
        intervals += len(found)
    assert stored.overlapping(whole.connection) == 0
    given = [day for one in whole.archive.lists.values() for day in one.contents]
    say(f"{intervals:,} intervals tell {len(given):,} snapshots of {sum(map(len, given)):,} entries; none overlaps")


def test_a_day_without_change_writes_nothing(whole: Whole) -> None:
    """No row of a playlist that was read again unchanged is written, deleted or touched."""
    assert whole.touched == []
    say(f"{whole.rested:,} unchanged playlists were read again, and nothing was written of them")
