"""The six months of a consent, and when they are near their end."""

from datetime import UTC, datetime, timedelta

import pytest

from tasks.spotify.consent import expiry, threshold, warning

AGREED = datetime(2026, 11, 23, 12, tzinfo=UTC)
END = datetime(2027, 5, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("agreed", "end"),
    [
        ("2026-11-23", "2027-05-23"),
        ("2026-06-30", "2026-12-30"),
        ("2026-07-01", "2027-01-01"),
        ("2026-08-31", "2027-02-28"),  # a month that is too short -> its last day
        ("2027-08-31", "2028-02-29"),
        ("2026-12-31", "2027-06-30"),
    ],
)
def test_a_consent_ends_after_six_months(agreed: str, end: str) -> None:
    """To the hour, as calendars count."""
    assert datetime.fromisoformat(f"{end}T12:00:00Z") == expiry(datetime.fromisoformat(f"{agreed}T12:00:00Z"))


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (timedelta(days=181), None),
        (timedelta(days=30, seconds=1), None),
        (timedelta(days=30), 30),
        (timedelta(days=14, seconds=1), 30),
        (timedelta(days=14), 14),
        (timedelta(days=3, seconds=1), 14),
        (timedelta(days=3), 3),
        (timedelta(seconds=1), 3),
        (timedelta(0), 0),
        (timedelta(days=-40), 0),
    ],
)
def test_there_are_three_thresholds_and_the_end(left: timedelta, expected: int | None) -> None:
    """30, 14 and 3 days before the end, then 0."""
    assert expected == threshold(AGREED, END - left)


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (timedelta(days=29, hours=5), "The sign-in at Spotify ends on 2027-05-23, in 29 days: sign in again"),
        (timedelta(days=1, hours=5), "in 1 day:"),
        (timedelta(hours=5), "in less than a day:"),
        (timedelta(days=-1), "The sign-in at Spotify ended on 2027-05-23: sign in again with make login"),
    ],
)
def test_a_warning_says_when_and_what_to_do(left: timedelta, expected: str) -> None:
    """In one sentence."""
    assert expected in str(warning(AGREED, END - left))


def test_a_warning_names_the_listener() -> None:
    """Where there are several."""
    assert 'The sign-in at Spotify of "anna" ends' in str(warning(AGREED, END - timedelta(days=2), "anna"))


def test_there_is_no_warning_long_before() -> None:
    """Nobody needs one."""
    assert warning(AGREED, AGREED) is None
