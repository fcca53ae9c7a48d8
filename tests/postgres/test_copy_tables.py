"""Tables from one database to another."""

import pytest

from tasks.postgres.connect import DatabaseError
from tasks.postgres.copy_tables import copy_schema
from tasks.postgres.database import Database
from tasks.postgres.migrations import migrate

from .sample import execute, fetch

ROWS = """
insert into spotify.artists (artist_id, name, genres, loaded_at)
    values ('a', E'Tab\\t🎧', '{"x y", null}', '2020-01-01'), ('b', null, null, '2021-01-01');
insert into spotify.plays values ('u', '2021-05-03 08:15:30.123Z', 'i', 't', 'c', 's', '2020-01-01');
"""

ARTISTS, PLAYS = "select * from spotify.artists order by 1", "select * from spotify.plays"


@pytest.fixture
def target(database: Database) -> Database:
    """A database that only is TARGET, with a row that SOURCE does not have."""
    migrate(database, {"target"})
    execute(database, "insert into spotify.artists (artist_id) values ('old')")
    return database


def test_the_target_has_the_rows_of_the_source(migrated: Database, target: Database) -> None:
    """The same in every column, loaded_at too; what the source lacks is gone."""
    execute(migrated, ROWS)
    counts = copy_schema(migrated, target, "spotify")
    assert {"artists": 2, "plays": 1} == {name: count for name, count in counts.items() if count}
    assert fetch(migrated, ARTISTS) == fetch(target, ARTISTS)
    assert fetch(migrated, PLAYS) == fetch(target, PLAYS)


def test_the_second_copy_is_the_same(migrated: Database, target: Database) -> None:
    """Nothing is doubled."""
    execute(migrated, ROWS)
    assert copy_schema(migrated, target, "spotify") == copy_schema(migrated, target, "spotify")
    assert 2 == len(fetch(target, ARTISTS))


def test_the_order_of_columns_does_not_matter(migrated: Database, target: Database) -> None:
    """An old target may have got a column later than the source."""
    execute(migrated, ROWS)
    execute(target, "alter table spotify.artists drop column name; alter table spotify.artists add column name text")
    copy_schema(migrated, target, "spotify")
    names = "select artist_id, name from spotify.artists order by 1"
    assert fetch(migrated, names) == fetch(target, names)


def test_an_error_leaves_the_target_as_it_was(migrated: Database, target: Database) -> None:
    """All tables or none: one that cannot be written keeps the others."""
    execute(migrated, ROWS)
    execute(target, "alter table spotify.plays add check (source <> 's')")
    with pytest.raises(DatabaseError, match="plays"):
        copy_schema(migrated, target, "spotify")
    assert ["old"] == fetch(target, "select artist_id from spotify.artists")


def test_a_target_that_lacks_a_table_is_told(migrated: Database, database: Database) -> None:
    """One that was not migrated."""
    with pytest.raises(DatabaseError, match="does not exist"):
        copy_schema(migrated, database, "spotify")
