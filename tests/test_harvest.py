"""What a run has gathered, in memory or on disk."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from tasks.harvest import Harvest
from tasks.resources.reading import Rows

AT = datetime(2026, 11, 22, tzinfo=UTC)

CREDITS = "spotify.track_artists"


def _credits(*pairs: tuple[str, str]) -> dict[str, pl.DataFrame]:
    return {CREDITS: pl.DataFrame(list(pairs), schema=["track_id", "artist_id"], orient="row")}


def _complete(*track_ids: str) -> dict[str, pl.DataFrame]:
    return {CREDITS: pl.DataFrame({"track_id": list(track_ids), "at": [AT] * len(track_ids)})}


@pytest.fixture(params=["in memory", "on disk"])
def harvest(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Harvest]:
    """One that keeps all in memory, and one that writes every part to disk and takes out a row or two at a time."""
    small = request.param == "on disk"
    harvest = Harvest(tmp_path / "rows", held=0 if small else 200_000, taken_at_once=1 if small else 200_000)
    yield harvest
    assert small == harvest.folder.exists()
    harvest.forget()
    assert not harvest.folder.exists()


def _taken(harvest: Harvest, table: str, *key: str) -> set[tuple[object, ...]]:
    return {row for rows, _ in harvest.taken(table, key) for row in rows.rows()}


def test_rows_come_out_as_they_went_in(harvest: Harvest) -> None:
    """Of all parts; a flag that a part lacks is true for its rows."""
    harvest.add(Rows({"t": pl.DataFrame({"id": ["a"], "n": [1], "has_n": [False]})}))
    harvest.add(Rows({"t": pl.DataFrame({"id": ["b"], "n": [2]})}))
    assert ["t"] == harvest.tables
    assert {("a", 1, False), ("b", 2, True)} == _taken(harvest, "t", "id")


def test_a_later_complete_reading_replaces_an_earlier_one(harvest: Harvest) -> None:
    """Of its own subjects alone."""
    harvest.add(Rows(_credits(("t1", "a"), ("t1", "b"), ("t2", "c")), _complete("t1", "t2")))
    harvest.add(Rows(_credits(("t1", "b")), _complete("t1")))
    assert {("t1", "b"), ("t2", "c")} == _taken(harvest, CREDITS, "track_id", "position")


def test_every_subject_comes_out_with_its_rows(harvest: Harvest) -> None:
    """Also one that turned out to have none: its old rows are gone."""
    harvest.add(Rows(_credits(("t1", "a")), _complete("t1", "t2")))
    pairs = list(harvest.taken(CREDITS, ["track_id", "position"]))
    assert {"t1", "t2"} == {one for _, complete in pairs if complete is not None for one in complete["track_id"]}


def test_equal_keys_come_out_together(harvest: Harvest) -> None:
    """For only then can what two answers say of one thing be made one row."""
    for number in range(5):
        harvest.add(Rows({"t": pl.DataFrame({"id": ["a", f"b{number}"], "n": [number, number]})}))
    assert [5] == [height for rows, _ in harvest.taken("t", ["id"]) if (height := rows.filter(id="a").height)]
    assert 10 == sum(rows.height for rows, _ in harvest.taken("t", ["id"]))


def test_rows_without_a_key_come_out_once(harvest: Harvest) -> None:
    """There is nothing to divide them by."""
    harvest.add(Rows({"t": pl.DataFrame({"reason": ["x", "x", "y"]})}))
    assert 3 == sum(rows.height for rows, _ in harvest.taken("t", []))


def test_what_was_met_is_counted(harvest: Harvest) -> None:
    """Over all parts, in the order in which it came; a column that nobody gave is null."""
    harvest.add(Rows(_credits(("t1", "b"), ("t2", "a"))))
    harvest.add(Rows(_credits(("t3", "b"))))
    assert [("b", 2), ("a", 1)] == harvest.met(CREDITS, "artist_id").rows()
    assert [("b", None, 2), ("a", None, 1)] == harvest.met(CREDITS, "artist_id", "has_isrc").rows()


def test_of_a_table_without_rows_nothing_was_met(tmp_path: Path) -> None:
    """An empty frame with the columns that were asked for."""
    assert ["artist_id", "uses"] == Harvest(tmp_path).met(CREDITS, "artist_id").columns


def test_a_note_is_kept_once(tmp_path: Path) -> None:
    """However many parts it came with."""
    harvest = Harvest(tmp_path)
    for notes in (("a", "b"), ("b", "c")):
        harvest.add(Rows(notes=notes))
    assert ("a", "b", "c") == harvest.notes
