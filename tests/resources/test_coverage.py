"""How readings of plays cover the time between them. Hours count from a Monday; c is covered, g a gap."""

from datetime import UTC, datetime, timedelta

import pytest

from tasks.resources.coverage import Heard, Reach, Stretch, coverage_rows

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)


def _at(hour: float | None) -> datetime | None:
    return None if hour is None else MONDAY + timedelta(hours=hour)


def _moment(hour: float) -> datetime:
    return MONDAY + timedelta(hours=hour)


def _heard(*hours: tuple[float, float], last_play: float | None = None) -> Heard:
    covered = tuple(Stretch(_moment(begin), _moment(end)) for begin, end in hours)
    return Heard(covered[0].began_at, covered, _at(last_play))


def _reach(at: float, oldest: float | None, *, is_cut: bool = True) -> Reach:
    return Reach(_moment(at), _at(oldest), is_cut)


def _rows(heard: Heard) -> list[tuple[float, float, str]]:
    """Return the rows in hours."""
    return [
        ((begin - MONDAY) / timedelta(hours=1), (end - MONDAY) / timedelta(hours=1), "c" if is_covered else "g")
        for _, begin, end, is_covered in coverage_rows(heard, "me").rows()
    ]


@pytest.mark.parametrize(
    ("reach", "covered"),
    [
        (_reach(12, 8), (8, 12, "c")),  # a full page -> back to its oldest play
        (_reach(12, 8, is_cut=False), (8, 12, "c")),  # all that Spotify has -> so far back, too
        (_reach(12, None, is_cut=False), (12, 12, "c")),  # no play at all -> from now on
        (_reach(12, 13), (12, 12, "c")),  # a clock that differs -> never begins after it ends
    ],
)
def test_a_first_reading_covers_what_spotify_has(reach: Reach, covered: tuple[float, float, str]) -> None:
    """And nothing before it is called a gap."""
    assert [covered] == _rows(reach.added(Heard()))
    assert reach.lost(Heard()) is None


@pytest.mark.parametrize(
    ("reach", "rows"),
    [
        (_reach(20, 7), [(6, 20, "c")]),  # beyond the last known play, at eight -> one stretch
        (_reach(20, 8), [(6, 20, "c")]),  # exactly to it
        (_reach(20, 15, is_cut=False), [(6, 20, "c")]),  # not full: all since -> nothing can be lost
        (_reach(20, None, is_cut=False), [(6, 20, "c")]),  # silence
        (_reach(20, 5), [(5, 20, "c")]),  # further back than ever
        (_reach(20, 15), [(6, 12, "c"), (12, 15, "g"), (15, 20, "c")]),  # full, all of it new -> a gap
        (_reach(20, 10), [(6, 8, "c"), (8, 10, "g"), (10, 20, "c")]),  # came late: others of that time may have, too
        (_reach(11, 10, is_cut=False), [(6, 12, "c")]),  # a clock that went back
    ],
)
def test_a_reading_goes_on_from_what_was_known(reach: Reach, rows: list[tuple[float, float, str]]) -> None:
    """Read at twelve before, from six on; the last known play was at eight."""
    heard = _heard((6, 12), last_play=8)
    assert rows == _rows(reach.added(heard))
    assert [(begin, end) for begin, end, kind in rows if kind == "g"] == [
        ((one.began_at - MONDAY) / timedelta(hours=1), (one.ended_at - MONDAY) / timedelta(hours=1))
        for one in [reach.lost(heard)]
        if one
    ]


def test_the_same_reading_twice_is_one() -> None:
    """A run that was killed after its commit and is run again knows the plays that it has stored."""
    once = _reach(20, 15).added(_heard((6, 12), last_play=8))
    again = Heard(once.since, once.covered, _at(19))
    assert once.covered == _reach(20, 15).added(again).covered


@pytest.mark.parametrize(
    ("oldest", "rows"),
    [
        (16, [(6, 12, "c"), (12, 15, "g"), (15, 24, "c")]),  # as little as before
        (14, [(6, 12, "c"), (12, 14, "g"), (14, 24, "c")]),  # reaches into the gap -> smaller
        (12, [(6, 24, "c")]),  # to its beginning -> closed
        (9, [(6, 24, "c")]),  # beyond it
    ],
)
def test_a_later_reading_can_fill_a_gap(oldest: float, rows: list[tuple[float, float, str]]) -> None:
    """Where late plays, or a longer memory of Spotify's, let it reach further back."""
    heard = _heard((6, 12), (15, 20), last_play=19)
    assert rows == _rows(_reach(24, oldest).added(heard))


def test_a_gap_right_after_a_reading_without_plays_is_a_gap() -> None:
    """The first stretch has no length and no row, and since when there are readings is not forgotten."""
    first = _reach(12, None, is_cut=False).added(Heard())
    second = _reach(20, 15).added(first)
    assert [(12, 15, "g"), (15, 20, "c")] == _rows(second)
    stored = Heard(second.since, second.covered[1:], _at(19))
    assert [(12, 15, "g"), (15, 24, "c")] == _rows(_reach(24, 18).added(stored))


def test_many_gaps_stay_apart() -> None:
    """Each with its own beginning and end, in order, under the listener's id."""
    heard = _heard((0, 1), (2, 3), (4, 5), last_play=5)
    assert [(0, 1, "c"), (1, 2, "g"), (2, 3, "c"), (3, 4, "g"), (4, 9, "c"), (9, 10, "g"), (10, 12, "c")] == _rows(
        _reach(12, 10).added(_reach(9, 5).added(heard))
    )
    assert {"me"} == set(coverage_rows(heard, "me")["user_id"])
