"""Migrations: forward only, once each, and what they make is described."""

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tasks.postgres.connect import DatabaseError
from tasks.postgres.database import Database
from tasks.postgres.migrations import FOLDER, migrate, read_migrations

from .sample import execute, fetch

ALL = {"source", "target", "logging"}

UNDESCRIBED = """
select c.oid::regclass::text
from pg_class as c
inner join pg_namespace as n on n.oid = c.relnamespace
where n.nspname in ('spotify', 'etl')
    and c.relkind in ('r', 'v', 'm', 'p')
    and obj_description(c.oid, 'pg_class') is null
union all
select nspname from pg_namespace where nspname in ('spotify', 'etl') and obj_description(oid, 'pg_namespace') is null
"""

TABLES = "select schemaname || '.' || tablename from pg_tables where schemaname in ('spotify', 'etl') order by 1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two migrations, of which the second needs the first."""
    (tmp_path / "0001_first.sql").write_text("-- databases: source target\ncreate table first (n int);\n")
    (tmp_path / "0002_second.sql").write_text("-- databases: source\ninsert into first values (1);\n")
    return tmp_path


def test_each_migration_is_applied_once(emptied: Database, folder: Path) -> None:
    """In the order of its number; the second time there is nothing to do."""
    assert ["0001_first", "0002_second"] == migrate(emptied, {"source"}, folder)
    assert [] == migrate(emptied, {"source"}, folder)
    assert [1] == fetch(emptied, "select n from first")


def test_two_processes_at_once_apply_each_once(emptied: Database, folder: Path) -> None:
    """The second waits for the first and finds everything done."""
    with ThreadPoolExecutor(4) as pool:
        applied = list(pool.map(lambda _: migrate(emptied, {"source"}, folder), range(4)))
    assert [[], [], [], ["0001_first", "0002_second"]] == sorted(applied)
    assert [1] == fetch(emptied, "select n from first")


def test_a_new_migration_is_applied_to_an_old_database(emptied: Database, folder: Path) -> None:
    """Only what is missing."""
    migrate(emptied, {"source"}, folder)
    (folder / "0003_third.sql").write_text("-- databases: source\ninsert into first values (3);\n")
    assert ["0003_third"] == migrate(emptied, {"source"}, folder)


def test_an_older_program_takes_a_newer_database_as_it_is(migrated: Database, tmp_path: Path) -> None:
    """It knows less than the database has had, and says nothing of it: that is how one goes back."""
    for path in sorted(FOLDER.glob("*.sql"))[:-2]:
        shutil.copy(path, tmp_path)
    assert [] == migrate(migrated, ALL, tmp_path)


def test_an_edited_migration_is_refused(emptied: Database, folder: Path) -> None:
    """With its name, and nothing new is applied."""
    migrate(emptied, {"source"}, folder)
    (folder / "0001_first.sql").write_text("-- databases: source target\ncreate table first (n bigint);\n")
    (folder / "0003_third.sql").write_text("-- databases: source\ncreate table third (n int);\n")
    with pytest.raises(DatabaseError, match=r"sql/migrations/0001_first\.sql was changed after it had been applied"):
        migrate(emptied, {"source"}, folder)
    assert [None] == fetch(emptied, "select to_regclass('third')")


def test_a_migration_that_fails_takes_the_others_along(emptied: Database, folder: Path) -> None:
    """All in one transaction: the database is what the files say, or what it was."""
    (folder / "0003_third.sql").write_text("-- databases: source\nselect nonsense;\n")
    with pytest.raises(DatabaseError, match="nonsense"):
        migrate(emptied, {"source"}, folder)
    assert [(None, None)] == fetch(emptied, "select to_regclass('first'), to_regclass('etl.migrations')")


def test_roles_decide_which_migrations_a_database_gets(emptied: Database, folder: Path) -> None:
    """And one that gets another role later gets the rest."""
    assert ["0001_first"] == migrate(emptied, {"target"}, folder)
    assert ["0002_second"] == migrate(emptied, {"target", "source"}, folder)
    assert [] == migrate(emptied, {"logging"}, folder)


@pytest.mark.parametrize(
    ("role", "has", "has_not"),
    [
        ("source", {"spotify.tracks", "etl.watermarks", "etl.rejected_rows"}, {"etl.pipeline_logs"}),
        ("target", {"spotify.tracks"}, {"etl.watermarks", "etl.pipeline_logs"}),
        ("logging", {"etl.pipeline_logs"}, {"spotify.tracks", "etl.watermarks"}),
    ],
)
def test_each_database_has_what_its_role_needs(emptied: Database, role: str, has: set[str], has_not: set[str]) -> None:
    """And no more."""
    migrate(emptied, {role})
    tables = set(fetch(emptied, TABLES))
    assert has <= tables
    assert not has_not & tables


def test_every_table_and_view_has_a_comment(cleared: Database) -> None:
    """And so has every schema."""
    assert [] == fetch(cleared, UNDESCRIBED)


def test_every_table_of_spotify_has_a_key_and_a_loaded_at(cleared: Database) -> None:
    """loaded_at is when a row last changed here."""
    without = """
        select t.tablename from pg_tables as t
        where t.schemaname = 'spotify' and not (
            exists (select from pg_index where indrelid = to_regclass('spotify.' || t.tablename) and indisprimary)
            and exists (
                select from pg_attribute
                where attrelid = to_regclass('spotify.' || t.tablename)
                and attname = 'loaded_at' and attnotnull and atttypid = 'timestamptz'::regtype
            )
        )
    """
    assert [] == fetch(cleared, without)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.sql")), ids=lambda path: path.stem)
def test_files_are_numbered_and_name_their_databases(path: Path) -> None:
    """A file whose first line names no role would be applied nowhere, and nobody would know."""
    assert re.fullmatch(r"\d{4}_[a-z0-9_]+", path.stem)
    assert re.match(r"-- databases:( (source|target|logging))+\n", path.read_text())


def test_numbers_are_given_once() -> None:
    """Two files of one number would be applied in an order that nobody chose."""
    numbers = [migration.name[:4] for migration in read_migrations()]
    assert [f"{number:04}" for number in range(1, len(numbers) + 1)] == numbers


def test_what_somebody_else_made_is_left_alone(emptied: Database) -> None:
    """A schema of the same name with tables of its own is no obstacle."""
    execute(emptied, "create schema etl; create table etl.theirs (n int)")
    migrate(emptied, ALL)
    assert "etl.theirs" in fetch(emptied, TABLES)
