"""The collector of cycles is as it was, whatever happens meanwhile."""

import gc
from collections.abc import Iterator

import pytest

from tasks.resources.collector import collector_paused
from tasks.resources.need import Need
from tasks.resources.playlists import requests, rows

from .answers import READING, answered, spotify_id


@pytest.fixture(autouse=True)
def _running() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_the_collector_rests_and_runs_again() -> None:
    """Paused within, running afterwards."""
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_runs_again_after_an_error() -> None:
    """The error passes, the collector is restored."""
    with pytest.raises(ValueError, match="odd"), collector_paused():
        raise ValueError("odd")
    assert gc.isenabled()


def test_a_collector_that_somebody_else_paused_stays_so() -> None:
    """Also where one pause lies within another."""
    with collector_paused():
        with collector_paused():
            pass
        assert not gc.isenabled()
    gc.disable()
    with collector_paused():
        pass
    assert not gc.isenabled()


def test_rows_of_playlists_leave_the_collector_running() -> None:
    """Whether they could be made or not."""
    one = requests(Need(selected={"playlists": [spotify_id("playlist")]}))[0]
    rows([answered(one, {"id": spotify_id("playlist")})], READING)
    assert gc.isenabled()
    with pytest.raises(AttributeError):
        rows([None], READING)  # type: ignore[list-item]
    assert gc.isenabled()
