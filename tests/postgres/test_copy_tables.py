"""Tables from one database to another."""

from collections.abc import Iterator

import pytest

from tasks.postgres.connect import DatabaseError
from tasks.postgres.copy_tables import copy_schema
from tasks.postgres.database import Database
from tasks.postgres.migrations import migrate
from tests.conftest import copied

from .sample import execute, fetch

ROWS = """
insert into spotify.artists (artist_id, name, genres, loaded_at)
    values ('a', E'Tab\\t🎧', '{"x y", null}', '2020-01-01'), ('b', null, null, '2021-01-01');
insert into spotify.plays values ('u', '2021-05-03 08:15:30.123Z', 'i', 't', 'c', 's', '2020-01-01');
"""

ARTISTS, PLAYS = "select * from spotify.artists order by 1", "select * from spotify.plays"


@pytest.fixture
def source(cleared: Database) -> Database:
    """A database with three rows."""
    execute(cleared, ROWS)
    return cleared


@pytest.fixture(scope="module")
def only_target(server: Database) -> Iterator[Database]:
    """A database that only is TARGET, with a row that SOURCE does not have."""
    with copied(server, "template0") as database:
        migrate(database, {"target"})
        execute(database, "insert into spotify.artists (artist_id) values ('old')")
        yield database


@pytest.fixture
def target(server: Database, only_target: Database) -> Iterator[Database]:
    """A copy of it."""
    with copied(server, only_target.name) as database:
        yield database


def test_the_target_has_the_rows_of_the_source(source: Database, target: Database) -> None:
    """The same in every column, loaded_at too; what the source lacks is gone."""
    counts = copy_schema(source, target, "spotify")
    assert {"artists": 2, "plays": 1} == {name: count for name, count in counts.items() if count}
    assert fetch(source, ARTISTS) == fetch(target, ARTISTS)
    assert fetch(source, PLAYS) == fetch(target, PLAYS)


def test_the_second_copy_is_the_same(source: Database, target: Database) -> None:
    """Nothing is doubled."""
    assert copy_schema(source, target, "spotify") == copy_schema(source, target, "spotify")
    assert 2 == len(fetch(target, ARTISTS))


def test_the_order_of_columns_does_not_matter(source: Database, target: Database) -> None:
    """An old target may have got a column later than the source."""
    execute(target, "alter table spotify.artists drop column name; alter table spotify.artists add column name text")
    copy_schema(source, target, "spotify")
    names = "select artist_id, name from spotify.artists order by 1"
    assert fetch(source, names) == fetch(target, names)


def test_an_error_leaves_the_target_as_it_was(source: Database, target: Database) -> None:
    """All tables or none: one that cannot be written keeps the others."""
    execute(target, "alter table spotify.plays add check (source <> 's')")
    with pytest.raises(DatabaseError, match="plays"):
        copy_schema(source, target, "spotify")
    assert ["old"] == fetch(target, "select artist_id from spotify.artists")


def test_a_target_that_lacks_a_table_is_told(source: Database, emptied: Database) -> None:
    """One that was not source."""
    with pytest.raises(DatabaseError, match="does not exist"):
        copy_schema(source, emptied, "spotify")
