"""Every row that was read is accounted for, or nothing is loaded; what is deleted for good is noted."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest

from tasks.postgres.connect import DatabaseError
from tasks.postgres.counts import verified
from tasks.postgres.database import Database
from tasks.postgres.load import Counts, loading
from tasks.postgres.stage import LARGE

from .sample import MONDAY, TUESDAY, complete, execute, fetch, merge

ARTISTS = "spotify.artists"
CREDITS = "spotify.track_artists"
HISTORY = "spotify.playlist_item_history"
DELETED = "select table_name, key from etl.deleted_rows order by key::text"

SWALLOW = """
    create function public.swallow() returns trigger language plpgsql as $$
    begin
        if new.name = 'swallowed' then return null; end if;
        return new;
    end $$;
    create trigger swallow before insert or update on spotify.artists
    for each row execute function public.swallow()
"""

OF_ANOTHER = "select xmin::text, ctid::text, artist_id, name from spotify.artists order by artist_id"


def _artists(*names: str) -> list[dict[str, Any]]:
    return [{"artist_id": chr(ord("a") + number), "name": name} for number, name in enumerate(names)]


@pytest.mark.parametrize(
    ("stored", "come"),
    [
        ([], ["swallowed", "B"]),  # into an empty table
        (["A"], ["A", "swallowed"]),  # a new row
        (["A", "B"], ["A", "swallowed"]),  # a changed row
    ],
)
def test_a_row_that_is_swallowed_fails_the_load(migrated: Database, stored: list[str], come: list[str]) -> None:
    """One sentence, and nothing of any table is changed."""
    if stored:
        merge(migrated, ARTISTS, _artists(*stored))
    execute(migrated, SWALLOW)
    before = fetch(migrated, OF_ANOTHER)
    users = pl.DataFrame({"user_id": ["u"]})
    with pytest.raises(DatabaseError, match=r"spotify\.artists: 2 rows were read .* does not add up") as refused:  # noqa: PT012, SIM117
        with loading(migrated, ["spotify.users", ARTISTS]) as load:
            load.merge("spotify.users", users)
            load.merge(ARTISTS, pl.DataFrame(_artists(*come)))
    assert 1 == len(str(refused.value).splitlines())
    assert before == fetch(migrated, OF_ANOTHER)
    assert [] == fetch(migrated, "select user_id from spotify.users")


@pytest.mark.parametrize(
    "found",
    [
        {"staged": 3, "inserted": 1, "updated": 1, "unchanged": 0},  # one is missing
        {"staged": 3, "inserted": 2, "updated": 1, "unchanged": 1},  # one is counted twice
        {"staged": 2, "inserted": 1, "updated": 1, "unchanged": 1},  # one never arrived
        {"staged": 4, "inserted": 1, "updated": 1, "unchanged": 1},  # one came from nowhere
    ],
)
def test_numbers_that_do_not_add_up_are_an_error(found: dict[str, int]) -> None:
    """Each is counted by itself."""
    with pytest.raises(DatabaseError, match="does not add up"):
        verified("t", 3, found)


def test_numbers_that_add_up_are_kept() -> None:
    """With what was there before and is gone."""
    found = {"staged": 3, "inserted": 1, "updated": 1, "unchanged": 1, "removed": 2}
    assert Counts(3, 1, 1, 1, 2) == verified("t", 3, found)


def test_rejected_rows_are_read_rows() -> None:
    """They add up like the others."""
    assert Counts(3, inserted=2, rejected=1) == Counts(2, inserted=2) + Counts(1, rejected=1)


def test_what_is_deleted_is_noted(cleared: Database) -> None:
    """By table and key, for those who copy from here; what only ends keeps its row and is not."""
    rows = [{"track_id": "a", "position": number, "artist_id": "x"} for number in (1, 2)]
    merge(cleared, CREDITS, rows)
    merge(cleared, CREDITS, rows[:1], complete(TUESDAY, track_id=["a"]))
    saved = {"user_id": "me", "track_id": "a", "added_at": MONDAY}
    merge(cleared, "spotify.saved_tracks", [saved, saved | {"track_id": "b"}])
    merge(cleared, "spotify.saved_tracks", [saved], complete(TUESDAY, user_id=["me"]))
    assert [(CREDITS, {"track_id": "a", "position": 2})] == fetch(cleared, DELETED)


def test_an_interval_that_is_forgotten_is_noted(cleared: Database) -> None:
    """It began at the very reading that does without it."""
    entry = {"playlist_id": "p", "item_uri": "a", "occurrence": 1, "position": 0, "track_id": "a", "valid_from": MONDAY}
    merge(cleared, HISTORY, [entry], complete(MONDAY, playlist_id=["p"]))
    merge(cleared, HISTORY, [entry | {"item_uri": "b"}], complete(MONDAY, playlist_id=["p"]))
    [(table, key)] = fetch(cleared, DELETED)
    assert (HISTORY, "a", MONDAY) == (table, key["item_uri"], datetime.fromisoformat(key["valid_from"]).astimezone(UTC))


def test_a_deletion_is_noted_for_thirty_days(cleared: Database) -> None:
    """By then every extract has seen it, or reads everything."""
    execute(cleared, "insert into etl.deleted_rows values ('t', '1', now() - interval '31 days')")
    execute(cleared, "insert into etl.deleted_rows values ('t', '2', now() - interval '29 days')")
    merge(cleared, ARTISTS, _artists("A"))
    assert [("t", 2)] == fetch(cleared, DELETED)


def test_many_rows_in_parts_are_merged_at_once(cleared: Database) -> None:
    """As many as wait in an unlogged table, where they are merged by a plan of their own; nothing of it is left."""
    ids = [f"{number:022}" for number in range(LARGE)]
    first = pl.DataFrame({"artist_id": ids, "name": "A", "followers": 1})
    again = first.with_columns(name=pl.when(pl.col("artist_id") < ids[10]).then(pl.lit("B")).otherwise("name"))
    new = again.with_columns(artist_id="x" + pl.col("artist_id"))
    with loading(cleared, [ARTISTS]) as load:
        assert Counts(LARGE, inserted=LARGE) == load.merge(ARTISTS, first)
        counts = load.merge_parts(ARTISTS, [(again, None), (new.head(5), None)])
        assert Counts(LARGE + 5, inserted=5, updated=10, unchanged=LARGE - 10) == counts
    assert [15] == fetch(cleared, "select count(*) from spotify.artists where name = 'B'")
    assert [] == fetch(cleared, "select relname from pg_class where relname ~ '^(stage|complete|compared)'")


def test_parts_of_different_columns_are_merged_one_after_the_other(cleared: Database) -> None:
    """A column that a part does not bring stays as it is."""
    parts = [pl.DataFrame({"artist_id": ["a"], "name": ["A"]}), pl.DataFrame({"artist_id": ["a"], "followers": [7]})]
    with loading(cleared, [ARTISTS]) as load:
        counts = load.merge_parts(ARTISTS, [(part, None) for part in parts])
    assert Counts(2, inserted=1, updated=1) == counts
    assert [("A", 7)] == fetch(cleared, "select name, followers from spotify.artists")


def test_an_absent_field_is_null_in_a_table_that_was_empty(cleared: Database) -> None:
    """Whatever stands in its place in the frame."""
    row = {"artist_id": "a", "name": "A", "popularity": 7, "has_popularity": False}
    assert Counts(1, inserted=1) == merge(cleared, ARTISTS, [row])
    assert [("A", None)] == fetch(cleared, "select name, popularity from spotify.artists")


def test_nobody_else_writes_during_a_merge_and_everybody_reads(cleared: Database) -> None:
    """Or the counts would not be true."""
    with loading(cleared, [ARTISTS]) as load:
        load.merge(ARTISTS, pl.DataFrame(_artists("A")))
        assert [] == fetch(cleared, "select artist_id from spotify.artists")
        with pytest.raises(Exception, match="lock timeout"):
            execute(cleared, "set lock_timeout = 10; insert into spotify.artists values ('z')")
    assert ["a"] == fetch(cleared, "select artist_id from spotify.artists")


@pytest.mark.parametrize("stored", [[], ["A"]], ids=["straight", "through a stage"])
def test_an_error_of_a_part_is_told_as_it_is(cleared: Database, stored: list[str]) -> None:
    """It comes through the driver, which would make another one of it; nothing is loaded."""
    if stored:
        merge(cleared, ARTISTS, _artists(*stored))

    def parts() -> Iterator[tuple[pl.DataFrame, None]]:
        yield pl.DataFrame(_artists("B", "C")), None
        raise FileNotFoundError("the second part")

    with pytest.raises(FileNotFoundError, match="the second part"), loading(cleared, [ARTISTS]) as load:
        load.merge_parts(ARTISTS, parts())
    assert stored == fetch(cleared, "select name from spotify.artists")


def test_parts_of_several_tables_are_merged_as_they_come(cleared: Database) -> None:
    """Into empty tables and into full ones, whatever columns a part brings; subjects that were read count as such."""

    def credited(track_id: str, *artist_ids: str) -> tuple[pl.DataFrame, pl.DataFrame]:
        rows = [{"track_id": track_id, "position": at, "artist_id": one} for at, one in enumerate(artist_ids, 1)]
        return pl.DataFrame(rows), complete(MONDAY, track_id=[track_id])

    def artists(*names: str) -> tuple[pl.DataFrame, None]:
        return pl.DataFrame(_artists(*names)), None

    followers = pl.DataFrame({"artist_id": ["b"], "followers": [7]}), None
    with loading(cleared, [ARTISTS, CREDITS]) as load:
        first = load.merge_together(
            [{ARTISTS: artists("A"), CREDITS: credited("t", "a", "b")}, {CREDITS: credited("u", "a")}]
        )
        again = load.merge_together([{ARTISTS: artists("A", "B")}, {ARTISTS: followers, CREDITS: credited("t", "b")}])
    assert {ARTISTS: Counts(1, inserted=1), CREDITS: Counts(3, inserted=3)} == first
    assert {ARTISTS: Counts(3, inserted=1, updated=1, unchanged=1), CREDITS: Counts(1, updated=1, removed=1)} == again
    assert [("A", None), ("B", 7)] == fetch(cleared, "select name, followers from spotify.artists order by name")
    assert [] == fetch(cleared, "select relname from pg_class where relname ~ '^(stage|complete|compared)'")
