"""Which ids are worth a request."""

from datetime import timedelta

import polars as pl
import pytest

from tasks.resources import RESOURCES
from tasks.resources.wanted import albums_met, artists_met, simplified_tracks, wanted

from .answers import MOMENT

ARTISTS = RESOURCES["artists"]


def _mark(age: timedelta, state: str = "") -> str:
    return f"{state}{(MOMENT - age).isoformat()}"


def test_the_selected_come_first_then_the_most_met() -> None:
    """Each id once; a budget that ends early has read what matters most."""
    assert ["c", "b", "a"] == wanted(ARTISTS, ["c"], ["a", "b", "c", "b"], {}, MOMENT)


@pytest.mark.parametrize(
    ("selected", "met", "mark", "is_wanted"),
    [
        ([], ["a"], None, True),  # never read
        ([], ["a"], _mark(timedelta(days=1)), False),  # fresh
        ([], ["a"], _mark(timedelta(days=31)), True),  # read long ago
        ([], ["a"], _mark(timedelta(days=1), "gone "), False),  # not to be had, and known to be
        ([], ["a"], _mark(timedelta(days=2), "failed "), True),  # may work again
        (["a"], [], _mark(timedelta(hours=21)), True),  # selected: followed day by day
        (["a"], [], _mark(timedelta(hours=1)), False),  # the same day
        (["a"], ["a"], _mark(timedelta(hours=21)), True),  # met besides makes no difference
        ([], [], None, False),
    ],
)
def test_age_decides(selected: list[str], met: list[str], mark: str | None, is_wanted: bool) -> None:
    """By its watermark an id is due or not."""
    marks = {} if mark is None else {"a": mark}
    assert (["a"] if is_wanted else []) == wanted(ARTISTS, selected, met, marks, MOMENT)


def test_artists_are_met_in_credits() -> None:
    """As often as they are credited; tracks without an album add none."""
    frames = {
        "spotify.track_artists": pl.DataFrame({"artist_id": ["a", "b", "a"]}),
        "spotify.artists": pl.DataFrame({"artist_id": ["a", "b"]}),
        "spotify.tracks": pl.DataFrame({"album_id": ["x", None]}),
    }
    assert ["a", "b", "a", "a", "b"] == artists_met(frames)
    assert ["x"] == albums_met(frames)


def test_nothing_is_met_where_nothing_was_read() -> None:
    """No frames, no ids."""
    assert ([], [], []) == (artists_met({}), albums_met({}), simplified_tracks({}))


def test_tracks_known_only_from_an_album_are_simplified() -> None:
    """One that any answer gave in full is not."""
    rows = {"track_id": ["a", "b", "b", "c"], "has_isrc": [False, False, True, True]}
    assert ["a"] == simplified_tracks({"spotify.tracks": pl.DataFrame(rows)})


def test_no_track_is_simplified_where_every_answer_was_full() -> None:
    """Without a flag every row has the field."""
    assert [] == simplified_tracks({"spotify.tracks": pl.DataFrame({"track_id": ["a"]})})
