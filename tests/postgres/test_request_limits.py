"""Pace, calls of a day and penalties of an app, as several processes share them."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest

from tasks.postgres import request_limits
from tasks.postgres.connect import connect, transaction
from tasks.postgres.database import Database
from tasks.postgres.migrations import FOLDER, migrate
from tasks.postgres.request_limits import Blocked, Granted, Spent
from tests.processes import reserved, together

BLOCKED = "select blocked_until, blocked_because from etl.request_limits where client_id = 'app'"
BUDGET = "select family, calls from etl.request_budget order by family, hour"
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def opened(cleared: Database) -> Iterator[psycopg.Connection]:
    """A connection on which each statement is a transaction of its own."""
    with connect(cleared, autocommit=True) as connection:
        yield connection


def _reserve(
    opened: psycopg.Connection,
    family: str = "albums",
    *,
    slots: int = 0,
    calls: int = 1,
    per_second: float | None = None,
    per_day: int | None = None,
) -> Granted | Blocked | Spent:
    return request_limits.reserve(
        opened, "app", family, slots=slots, calls=calls, per_second=per_second, per_day=per_day
    )


def _granted(outcome: Granted | Blocked | Spent) -> Granted:
    assert isinstance(outcome, Granted)
    return outcome


def _this_hour(opened: psycopg.Connection) -> datetime:
    row = opened.execute("select date_trunc('hour', now())").fetchone()
    assert row
    return row[0]  # type: ignore[no-any-return]


def _made(opened: psycopg.Connection, hours_ago: int, calls: int, family: str = "albums") -> None:
    opened.execute(
        "insert into etl.request_budget values ('app', %s, date_trunc('hour', now()) - %s, %s)",
        [family, hours_ago * HOUR, calls],
    )


def test_processes_keep_one_pace(cleared: Database) -> None:
    """The moments that three processes are given are at least 1 / pace apart, whoever asks."""
    wanted = {"slots": 1, "calls": 1, "per_second": 500.0, "per_day": None}
    outcomes = [one for some in together(3, reserved, cleared, 20, wanted) for one in some]
    moments = sorted(_granted(one).first_at for one in outcomes)
    assert 60 == len(moments)
    assert timedelta(seconds=1 / 500) <= min(later - earlier for earlier, later in pairwise(moments))


def test_a_lease_takes_several_moments(opened: psycopg.Connection) -> None:
    """The next lease begins when the last moment of this one has passed, of whatever family it is."""
    first = _granted(_reserve(opened, "albums", slots=20, calls=20, per_second=100.0))
    second = _granted(_reserve(opened, "me", slots=20, calls=20, per_second=100.0))
    assert (20, 0.0) == (first.calls, first.wait)
    assert timedelta(seconds=0.2) == second.first_at - first.first_at


def test_an_idle_hour_saves_up_nothing(opened: psycopg.Connection) -> None:
    """The first request goes at once, the second after its time."""
    opened.execute(
        "insert into etl.request_limits (client_id, next_request_at) values ('app', now() - interval '1 hour')"
    )
    first, second = (_granted(_reserve(opened, slots=1, per_second=2.0)) for _ in range(2))
    assert (0.0, timedelta(seconds=0.5)) == (first.wait, second.first_at - first.first_at)


def test_calls_may_be_taken_without_moments_and_moments_without_calls(opened: psycopg.Connection) -> None:
    """Where some of the one are left and none of the other."""
    moments = _granted(_reserve(opened, slots=3, calls=0, per_second=1.0, per_day=5))
    calls = _granted(_reserve(opened, slots=0, calls=2, per_second=1.0, per_day=5))
    after = _granted(_reserve(opened, slots=1, calls=0, per_second=1.0, per_day=5))
    assert (0, 1) == (moments.calls, calls.calls)
    assert timedelta(seconds=3) == after.first_at - moments.first_at
    assert {"albums": 1} == request_limits.spent(opened, "app")


def test_a_clock_that_was_set_back_stops_nobody(opened: psycopg.Connection) -> None:
    """A moment far ahead is not waited for: at most a hundred requests' time."""
    opened.execute(
        "insert into etl.request_limits (client_id, next_request_at) values ('app', now() + interval '1 day')"
    )
    assert 100.0 == _granted(_reserve(opened, slots=1, per_second=1.0)).wait
    assert 101.0 >= _granted(_reserve(opened, slots=1, per_second=1.0)).wait


def test_processes_never_exceed_the_calls_of_a_day(cleared: Database, opened: psycopg.Connection) -> None:
    """Three processes that want more than there is get all there is and nothing beyond; all are told the same time."""
    wanted = {"slots": 0, "calls": 4, "per_second": None, "per_day": 50}
    outcomes = [one for some in together(3, reserved, cleared, 50, wanted) for one in some]
    assert 50 == sum(one.calls for one in outcomes if isinstance(one, Granted))
    assert {"albums": 50} == request_limits.spent(opened, "app")
    assert 1 == len({one for one in outcomes if isinstance(one, Spent)})
    assert isinstance(_reserve(opened, "me", per_day=50), Granted)  # another family


def test_the_last_calls_of_a_day_go_one_by_one(opened: psycopg.Connection) -> None:
    """No process sits on what another could use."""
    _made(opened, 1, 68)
    assert 2 == _granted(_reserve(opened, calls=20, per_day=100)).calls  # 32 are left
    _made(opened, 2, 28)
    assert 1 == _granted(_reserve(opened, calls=20, per_day=100)).calls
    assert 20 == _granted(_reserve(opened, calls=20)).calls  # without a limit


def test_a_day_is_over_when_its_last_minute_is(opened: psycopg.Connection) -> None:
    """An hour counts for 25: the last of its calls may have been made at its very end."""
    _made(opened, 24, 2)  # counts for up to an hour more
    _made(opened, 25, 3)  # over
    assert Spent(_this_hour(opened) + HOUR) == _reserve(opened, per_day=2)
    assert isinstance(_reserve(opened, per_day=3), Granted)
    assert {"albums": 3} == request_limits.spent(opened, "app")


def test_the_day_opens_when_enough_of_it_has_passed(opened: psycopg.Connection) -> None:
    """As soon as there is room for one call, however many hours that takes."""
    for hours_ago, calls in ((14, 2), (11, 2), (2, 1)):
        _made(opened, hours_ago, calls)
    _made(opened, 20, 9, family="me")  # another's
    for per_day, opens_in in ((5, 11), (4, 11), (3, 14), (2, 14), (1, 23)):
        assert Spent(_this_hour(opened) + opens_in * HOUR) == _reserve(opened, per_day=per_day)


def test_nothing_is_taken_while_blocked(opened: psycopg.Connection) -> None:
    """Neither moments nor calls; and whoever asks is told until when, and why."""
    before = _granted(_reserve(opened, slots=1, per_second=1.0, per_day=9))
    request_limits.block(opened, "app", 3600, "search: Too many requests")
    refused = _reserve(opened, slots=1, per_second=1.0, per_day=9)
    assert isinstance(refused, Blocked)
    assert ("search: Too many requests", True) == (refused.why, 3500 < refused.seconds <= 3600)
    assert refused.until == getattr(request_limits.blocked(opened, "app"), "until", None)
    opened.execute("update etl.request_limits set blocked_until = null")
    after = _granted(_reserve(opened, slots=1, per_second=1.0, per_day=9))
    assert timedelta(seconds=1) == after.first_at - before.first_at
    assert {"albums": 2} == request_limits.spent(opened, "app")


def test_the_later_end_of_a_penalty_stays(opened: psycopg.Connection) -> None:
    """A short pause does not end a long one; a longer one does, and so does any after it is over."""
    for seconds, why in ((60, "first"), (10, "shorter")):
        request_limits.block(opened, "app", seconds, why)
    assert "first" == opened.execute(BLOCKED).fetchall()[0][1]
    request_limits.block(opened, "app", 90, "longer")
    assert "longer" == opened.execute(BLOCKED).fetchall()[0][1]
    opened.execute("update etl.request_limits set blocked_until = now() - interval '1 hour'")
    assert request_limits.blocked(opened, "app") is None
    request_limits.block(opened, "app", 5, "new")
    assert "new" == opened.execute(BLOCKED).fetchall()[0][1]


def test_apps_do_not_know_each_other(opened: psycopg.Connection) -> None:
    """Each has its own pace, its own day and its own penalties."""
    request_limits.block(opened, "another", 3600, "theirs")
    request_limits.add(opened, "another", {"albums": 5})
    assert (None, {}) == (request_limits.blocked(opened, "app"), request_limits.spent(opened, "app"))
    assert isinstance(_reserve(opened, per_day=5), Granted)


def test_calls_that_were_not_made_are_given_back(opened: psycopg.Connection) -> None:
    """To the hour they were taken from, and no more than it holds."""
    _made(opened, 3, 1)
    granted = _granted(_reserve(opened, calls=5))
    request_limits.give_back(opened, "app", "albums", granted.hour, 2)
    assert [("albums", 1), ("albums", 3)] == opened.execute(BUDGET).fetchall()
    request_limits.give_back(opened, "app", "albums", granted.hour, 9)
    assert [("albums", 1), ("albums", 0)] == opened.execute(BUDGET).fetchall()


def test_calls_are_counted_afterwards_too(opened: psycopg.Connection) -> None:
    """By family; and who counts is told of a penalty by the way."""
    assert request_limits.add(opened, "app", {"me": 2, "albums": 1}) is None
    request_limits.block(opened, "app", 60, "told")
    found = request_limits.add(opened, "app", {"me": 3})
    assert ("told", {"albums": 1, "me": 5}) == (found and found.why, request_limits.spent(opened, "app"))


def test_what_is_old_is_forgotten(opened: psycopg.Connection) -> None:
    """A month is kept, for people who want to know what was asked when."""
    _made(opened, 24 * 30, 1)  # kept
    _made(opened, 24 * 32, 2)  # forgotten
    request_limits.prune(opened)
    assert [("albums", 1)] == opened.execute(BUDGET).fetchall()


def test_a_penalty_of_before_the_table_is_heeded(database: Database, tmp_path: Path) -> None:
    """The migration carries over what an earlier run was told, and leaves one place to look at."""
    for name in ("0002_etl", "0007_request_limits"):
        shutil.copy(FOLDER / f"{name}.sql", tmp_path / f"{name}.sql")
    (tmp_path / "0007_request_limits.sql").rename(tmp_path / "later")
    migrate(database, {"source"}, tmp_path)
    with transaction(database) as connection:
        connection.execute("""
            insert into etl.watermarks (resource, scope, value) values
                ('blocked until', 'app', '2999-01-02T03:04:05+00:00'), -- carried over
                ('clock', 'app', '2026-01-01T00:00:00+00:00') -- left alone
        """)
    (tmp_path / "later").rename(tmp_path / "0007_request_limits.sql")
    migrate(database, {"source"}, tmp_path)
    with transaction(database) as connection:
        found = request_limits.blocked(connection, "app")
        left = connection.execute("select resource from etl.watermarks").fetchall()
    assert found
    assert ("2999-01-02T03:04:05+00:00", [("clock",)]) == (found.until.isoformat(), left)
