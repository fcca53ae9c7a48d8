"""Two months of a dozen real playlists, read day by day: the stored intervals are the archive's lists."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import psycopg
import pytest

from tasks.postgres.connect import connect
from tasks.sandbox.catalogue import BUNDLED
from tests.replay import stored
from tests.replay.archive import Archive, read
from tests.replay.conftest import Opened
from tests.replay.stored import Trace

# Several pages; about a hundred entries, now on one page and now on two; a track twice on some days; charts that are
# reordered every other day.
DOZEN = [
    *("The Sound of Medieval", "Indie Pop", "Bollywood Top 50", "hyperpop", "Dance Party", "Late Night Jazz"),
    *("Orgánica", "RapCaviar", "Today's Top Hits", "Top 50 - Global", "Top 50 - Australia", "Top 50 - Spain"),
]

# The last sixty days; and some of them, between which a day, a few, a week or two were missed.
DAYS = list(range(11, 71))
SOME_DAYS = [11, 12, 13, 16, 17, 21, 22, 30, 47, 48, 60, 69, 70]


@dataclass
class Read:
    """What was read on which days, and on which of them something of an unchanged playlist was written."""

    archive: Archive
    connection: psycopg.Connection
    playlist_ids: list[str]
    days: list[date]
    written: dict[date, dict[str, list[Trace]]] = field(default_factory=dict)

    def since(self, day: date) -> date:
        """Return the last day on which a run was made, up to this one."""
        return max(one for one in self.days if one <= day)

    def readings(self, playlist_id: str) -> list[tuple[date, tuple[str, ...]]]:
        """Return what the archive says of the days that were read."""
        return [(day, self.archive.lists[playlist_id].on(day)) for day in self.days]


def _replayed(replay: Opened, numbers: list[int], names: list[str]) -> Iterator[Read]:
    archive = read(BUNDLED)
    playlist_ids = archive.named(names)
    with replay(BUNDLED) as (opened, database), connect(database, autocommit=True) as connection:
        done = Read(archive, connection, playlist_ids, [archive.days[number - 1] for number in numbers])
        for number in numbers:
            opened.day(number, playlist_ids)
            done.written[archive.days[number - 1]] = stored.traces(connection, playlist_ids)
        yield done


@pytest.fixture(scope="module")
def daily(replay: Opened) -> Iterator[Read]:
    """Every day of two months."""
    yield from _replayed(replay, DAYS, DOZEN)


@pytest.fixture(scope="module")
def with_gaps(replay: Opened) -> Iterator[Read]:
    """The same months with days on which no run was made."""
    yield from _replayed(replay, SOME_DAYS, DOZEN[4:8])


@pytest.fixture(params=["daily", pytest.param("with_gaps", marks=pytest.mark.heavy)])
def done(request: pytest.FixtureRequest) -> Read:
    """Either of them."""
    found: Read = request.getfixturevalue(request.param)
    return found


def test_the_dozen_shows_everything_that_playlists_do(daily: Read) -> None:
    """It has repeats, pure reorders, growth over the edge of a page, lists of several pages, and days of rest."""
    lists = [[track_ids for _, track_ids in daily.readings(one)] for one in daily.playlist_ids]
    steps = [step for days in lists for step in pairwise(days)]
    assert any(len(set(one)) < len(one) for days in lists for one in days)
    assert any(one != other and sorted(one) == sorted(other) for one, other in steps)
    assert any(len(one) <= 100 < len(other) for one, other in steps)
    assert any(len(one) > 200 for days in lists for one in days)
    assert any(one == other for one, other in steps)
    assert (len(daily.days), len(lists)) == (60, 12)


def test_every_list_of_every_day_is_reproduced(done: Read) -> None:
    """Same tracks, same order, positions from 0 without a gap; of a day that was missed, what the last run read."""
    days = [day for day in done.archive.days if day >= done.days[0]]
    for playlist_id in done.playlist_ids:
        expected = [(day, done.archive.lists[playlist_id].on(done.since(day))) for day in days]
        found = {day: (positions, uris) for day, positions, uris in stored.lists(done.connection, playlist_id, days)}
        assert {day: (list(range(len(one))), stored.uris(one)) for day, one in expected} == found


def test_the_function_tells_the_same(done: Read) -> None:
    """spotify.playlist_as_of gives the list of every day in its order, and nothing for days before the first run."""
    for playlist_id in done.playlist_ids:
        for day in done.archive.days:
            expected = stored.uris(done.archive.lists[playlist_id].on(done.since(day))) if day >= done.days[0] else []
            assert list(enumerate(expected)) == stored.by_function(done.connection, playlist_id, day)


def test_the_last_list_is_the_current_one(done: Read) -> None:
    """The entries as they stand now are those of the last day, as are the open intervals."""
    for playlist_id in done.playlist_ids:
        last = done.archive.lists[playlist_id].on(done.days[-1])
        assert (list(range(len(last))), list(last)) == stored.current(done.connection, playlist_id)


def test_no_two_intervals_overlap(done: Read) -> None:
    """Neither at one place of a playlist nor of one entry, and each has a length."""
    assert stored.overlapping(done.connection) == 0


def test_an_entry_that_stays_is_one_interval(done: Read) -> None:
    """There are no more intervals than the lists call for, and each begins and ends with a run that saw a change."""
    for playlist_id in done.playlist_ids:
        expected = stored.expected_intervals(done.readings(playlist_id))
        assert expected == stored.intervals(done.connection, playlist_id)


def test_a_day_without_change_writes_nothing(done: Read) -> None:
    """No row of entries or of their history is written, deleted or touched where the archive has the same list."""
    rested = [
        (day, playlist_id, before)
        for playlist_id in done.playlist_ids
        for before, day in pairwise(done.days)
        if done.archive.lists[playlist_id].on(before) == done.archive.lists[playlist_id].on(day)
    ]
    assert rested
    touched = [
        (day, playlist_id)
        for day, playlist_id, before in rested
        if done.written[before][playlist_id] != done.written[day][playlist_id]
    ]
    assert touched == []
