"""Fields that vanish from Spotify's answers."""

import psycopg
import pytest

from tasks.postgres.filled_fields import Filled, keep_filled, known_fields

FIELD = ("artists", "artists[].popularity")


def _seen(objects: int, filled: int) -> Filled:
    return {FIELD: (objects, filled, 1, min(1, filled))}


def _ages(connection: psycopg.Connection, days: int) -> None:
    connection.execute("update etl.filled_fields set last_filled = last_filled - make_interval(days => %s)", [days])


@pytest.mark.parametrize(
    ("before", "now", "is_missed"),
    [
        ((50, 50), (50, 0), True),
        ((50, 50), (50, 1), False),  # still there
        ((50, 50), (10, 0), False),  # too few to tell
        ((1000, 20), (1000, 0), True),  # rare, and twenty were to be expected
        ((1000, 20), (500, 0), False),  # rare, and only ten were
        ((50, 0), (50, 0), False),  # never filled for this app
    ],
)
def test_a_field_is_missed_where_it_was_to_be_expected(
    connection: psycopg.Connection, before: tuple[int, int], now: tuple[int, int], is_missed: bool
) -> None:
    """By the share of objects that had it when any had."""
    assert [] == keep_filled(connection, "app", _seen(*before))
    assert is_missed == bool(keep_filled(connection, "app", _seen(*now)))


@pytest.mark.parametrize(
    ("before", "now", "is_missed"),
    [
        ((12, 5), 4, False),  # four playlists by Spotify, which tell nobody who added
        ((12, 12), 4, True),  # every playlist had it
        ((12, 5), 10, True),
        ((1, 1), 1, False),  # one playlist proves nothing about another
    ],
)
def test_entries_of_one_playlist_are_alike(
    connection: psycopg.Connection, before: tuple[int, int], now: int, is_missed: bool
) -> None:
    """Where each answer is about another object, answers count and not the entries in them."""
    field = ("playlists/{id}", "tracks.items[].added_by.id")
    answers, filled = before
    assert [] == keep_filled(connection, "app", {field: (100 * answers, 100 * filled, answers, filled)})
    assert is_missed == bool(keep_filled(connection, "app", {field: (100 * now, 0, now, 0)}))


def test_a_missed_field_is_news_once_and_a_warning_for_a_month(connection: psycopg.Connection) -> None:
    """With the date on which it was last filled."""
    keep_filled(connection, "app", _seen(50, 50))
    _ages(connection, 10)
    assert [True, False] == [keep_filled(connection, "app", _seen(50, 0))[0].is_new for _ in range(2)]
    _ages(connection, 21)
    assert [] == keep_filled(connection, "app", _seen(50, 0))
    assert [] == known_fields(connection, "app")


def test_a_field_that_comes_back_can_vanish_anew(connection: psycopg.Connection) -> None:
    """And is news again."""
    for filled in (50, 0, 50):
        keep_filled(connection, "app", _seen(50, filled))
    assert [FIELD] == known_fields(connection, "app")
    assert [True] == [one.is_new for one in keep_filled(connection, "app", _seen(50, 0))]


def test_each_app_is_given_its_own_fields(connection: psycopg.Connection) -> None:
    """What another app had is not missed."""
    keep_filled(connection, "extended", _seen(50, 50))
    assert [] == keep_filled(connection, "development", _seen(50, 0))
