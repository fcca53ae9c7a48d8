"""The views of public that bear the names of the original system's tables, on a real Postgres."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.models.build import Rebuilt, rebuild
from tasks.postgres.models.checks import Checked
from tasks.postgres.models.discover import discover
from tasks.postgres.models.room import NAME

MART = "-- How many?\n-- grain: n\nselect count(*) as n from staging.plays as p\n"
VIEW = """\
-- Plays as they were called.
-- minutes: of the play
select p.user_id as listener, p.minutes from spotify.plays as p
"""


@pytest.fixture
def plays(emptied: Database) -> Database:
    """A database with one play."""
    _execute(emptied, "create schema spotify; create table spotify.plays (user_id text, minutes int)")
    _execute(emptied, "insert into spotify.plays values ('anna', 3)")
    return emptied


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with two views in public."""
    for name, text in {
        "staging/plays": "-- Plays.\nselect p.user_id from spotify.plays as p\n",
        "marts/plays": MART,
        "public/old_plays": VIEW,
        "public/older_plays": VIEW,
    }.items():
        _write(tmp_path, name, text)
    return tmp_path


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / f"{name}.sql"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def _run(database: Database, folder: Path) -> Rebuilt:
    return rebuild(database, discover(folder))


def _room(rebuilt: Rebuilt) -> Checked:
    return next(check for check in rebuilt.checked if check.name == NAME)


def _execute(database: Database, statement: str) -> None:
    with connect(database) as connection:
        connection.execute(statement.encode())


def _fetch(database: Database, query: str) -> list[tuple[Any, ...]]:
    with connect(database) as connection:
        return connection.execute(query.encode()).fetchall()


def _in_public(database: Database) -> list[tuple[str, str]]:
    query = """
        select c.relname, c.relkind::text from pg_class as c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') order by 1
    """
    return [(name, kind) for name, kind in _fetch(database, query)]


def test_views_stand_where_a_query_without_a_schema_looks(plays: Database, folder: Path) -> None:
    """Whoever asked for a table by its bare name finds the view, explained, and today's rows in it."""
    rebuilt = _run(plays, folder)
    assert rebuilt.swapped
    assert _room(rebuilt).failures == 0
    assert _fetch(plays, "select listener, minutes from old_plays") == [("anna", 3)]
    _execute(plays, "insert into spotify.plays values ('ben', 4)")
    assert _fetch(plays, "select sum(minutes) from older_plays") == [(7,)]
    query = "select obj_description('old_plays'::regclass), col_description('old_plays'::regclass, 2)"
    assert [("Plays as they were called.\nMade from sql/public/old_plays.sql.", "of the play")] == _fetch(plays, query)
    assert _fetch(plays, "select nspname from pg_namespace where nspname like '%_next'") == []


def test_a_table_of_the_original_stays_and_the_rest_is_built(plays: Database, folder: Path) -> None:
    """What the original system left is neither dropped nor in the way of the marts, and a check names it."""
    _execute(plays, "create table public.old_plays (note text); insert into public.old_plays values ('mine')")
    rebuilt = _run(plays, folder)
    assert rebuilt.swapped
    assert _fetch(plays, "select n from marts.plays") == [(1,)]
    assert _in_public(plays) == [("old_plays", "r"), ("older_plays", "v")]
    room = _room(rebuilt)
    assert (room.severity, room.failures, room.sample[0]["view"]) == ("warn", 1, "public.old_plays")
    assert _fetch(plays, "select note from public.old_plays") == [("mine",)]


def test_a_view_comes_when_its_place_is_free(plays: Database, folder: Path) -> None:
    """Once the table is renamed the next run puts the view there, and with it the warning ends."""
    _execute(plays, "create table public.old_plays (note text)")
    _run(plays, folder)
    _execute(plays, "alter table public.old_plays rename to kept")
    assert _room(_run(plays, folder)).failures == 0
    assert _in_public(plays) == [("kept", "r"), ("old_plays", "v"), ("older_plays", "v")]


def test_unchanged_views_are_left_in_place(plays: Database, folder: Path) -> None:
    """What somebody built on a view of public lives on from run to run, even while staging changes."""
    _run(plays, folder)
    _execute(plays, "create view public.mine as select listener from public.old_plays")
    _write(folder, "staging/plays", "-- Plays.\nselect p.user_id, p.minutes from spotify.plays as p\n")
    assert _run(plays, folder).swapped
    assert _fetch(plays, "select listener from public.mine") == [("anna",)]


def test_changed_views_are_replaced_and_stale_ones_dropped(plays: Database, folder: Path) -> None:
    """A view follows its file, and goes with it."""
    _run(plays, folder)
    _execute(plays, "grant select on public.old_plays to pg_monitor")
    _write(folder, "public/old_plays", VIEW.replace("as listener", "as user_name"))
    (folder / "public" / "older_plays.sql").unlink()
    assert _run(plays, folder).dropped == ["public.older_plays"]
    assert _fetch(plays, "select user_name from old_plays") == [("anna",)]
    assert _fetch(plays, "select has_table_privilege('pg_monitor', 'public.old_plays', 'select')") == [(True,)]


def test_without_a_schema_public_the_marts_are_built(plays: Database, folder: Path) -> None:
    """A server where nobody has a public schema gets the marts, and the run says what it left out."""
    _execute(plays, "drop schema public")
    rebuilt = _run(plays, folder)
    assert rebuilt.swapped
    assert (_room(rebuilt).severity, _room(rebuilt).failures) == ("warn", 2)


@pytest.fixture
def builder(plays: Database) -> Iterator[Database]:
    """The same database for a user who may make schemas and read plays, and nothing in public."""
    name = f"builder_{uuid.uuid4().hex[:12]}"
    grants = f"grant usage on schema spotify to {name}; grant select on spotify.plays to {name}"
    _execute(
        plays, f"create role {name} login password 'hush'; grant create on database {plays.name} to {name}; {grants}"
    )
    _execute(plays, "revoke create on schema public from public")
    yield replace(plays, user=name, password=SecretStr("hush"))
    _execute(plays, f"drop owned by {name} cascade; drop role {name}")


def test_without_the_right_to_create_in_public_the_marts_are_built(builder: Database, folder: Path) -> None:
    """From Postgres 15 on only the owner of a database may create there."""
    rebuilt = _run(builder, folder)
    assert rebuilt.swapped
    assert (_room(rebuilt).severity, _room(rebuilt).failures) == ("warn", 2)
