"""What a load says of the rows that were set aside before it."""

from pathlib import Path

import polars as pl

from tasks.harvest import Harvest
from tasks.load import counted, rejected
from tasks.postgres.load import Counts
from tasks.resources.reading import REJECTED, Rows


def _set_aside(*resources: str) -> Harvest:
    harvest = Harvest(Path())
    if resources:
        harvest.add(Rows({REJECTED: pl.DataFrame({"resource": resources, "reason": "r"})}))
    return harvest


def test_rejected_rows_are_counted_by_the_first_table_of_their_resource() -> None:
    """That is where they are missing; several resources may have the same."""
    found = rejected(_set_aside("tracks", "saved tracks", "tracks"))
    assert {"spotify.tracks": 2, "spotify.saved_tracks": 1} == found


def test_without_rejected_rows_nothing_is_added() -> None:
    """Most runs have none."""
    assert {} == rejected(_set_aside())


def test_rejected_rows_were_read_as_well() -> None:
    """Also those of a table that got no row."""
    counts = counted({"a": Counts(2, inserted=2), "b": Counts(1, unchanged=1)}, {"a": 3, "c": 1})
    assert {
        "a": Counts(5, inserted=2, rejected=3),
        "b": Counts(1, unchanged=1),
        "c": Counts(1, rejected=1),
    } == counts
