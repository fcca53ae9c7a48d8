"""Since when the lists of a library are known."""

from dataclasses import replace

from tasks.resources.library_readings import TABLE, first_readings
from tasks.resources.reading import Rows, completely

from .answers import MOMENT, READING, values


def _complete(**users: list[str]) -> Rows:
    return Rows(complete={f"spotify.{table}": completely(MOMENT, user_id=ids) for table, ids in users.items()})


def test_the_first_whole_reading_of_a_list_is_noted() -> None:
    """By the name of its table; what is no list of the library is left out."""
    found = _complete(saved_tracks=["listener"], play_coverage=["listener"])
    assert [("listener", "saved_tracks", MOMENT)] == values(
        first_readings(found, READING).frames[TABLE], "user_id", "list_name", "first_read_at"
    )


def test_only_the_first_is() -> None:
    """Neither a later one nor one that was not whole."""
    again = replace(READING, read_before=frozenset({"saved_tracks"}))
    assert Rows() == first_readings(_complete(saved_tracks=["listener"]), again)
    assert Rows() == first_readings(_complete(saved_tracks=[]), READING)
    assert Rows() == first_readings(Rows(), READING)
