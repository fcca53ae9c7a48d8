"""From a folder of SELECTs to relations people read, on a real Postgres."""

import threading
from pathlib import Path
from typing import Any

import pytest

from tasks.postgres.connect import DatabaseError, connect
from tasks.postgres.database import Database
from tasks.postgres.models.build import Rebuilt, building, rebuild
from tasks.postgres.models.candidates import build_marts, build_staging
from tasks.postgres.models.discover import discover
from tasks.postgres.models.model import Model
from tasks.postgres.models.references import ModelError
from tasks.postgres.models.swap import swap

STAGING = "-- Plays.\nselect p.user_id, p.minutes from spotify.plays as p\n"
MART = """\
-- How long does everybody listen?
-- grain: user_id
-- minutes: of all plays
select p.user_id, sum(p.minutes)::int as minutes from staging.plays as p group by p.user_id
"""
CHECK = """\
-- Nobody listens backwards.
-- severity: {}
select l.user_id, l.minutes from marts.listening as l where l.minutes < 0
"""


@pytest.fixture
def plays(emptied: Database) -> Database:
    """A database with three plays of two listeners."""
    with connect(emptied) as connection:
        connection.execute("create schema spotify")
        connection.execute("create table spotify.plays (user_id text, minutes int)")
        connection.execute("insert into spotify.plays values ('anna', 3), ('anna', 4), ('ben', 5)")
    return emptied


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of one staging view, one mart and one check."""
    _write(tmp_path, "staging/plays", STAGING)
    _write(tmp_path, "marts/listening", MART)
    _write(tmp_path, "checks/nobody_listens_backwards", CHECK.format("fail"))
    return tmp_path


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / f"{name}.sql"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def _run(database: Database, folder: Path) -> Rebuilt:
    return rebuild(database, discover(folder))


def _fetch(database: Database, query: str) -> list[tuple[Any, ...]]:
    with connect(database) as connection:
        return connection.execute(query.encode()).fetchall()


def _execute(database: Database, statement: str) -> None:
    with connect(database) as connection:
        connection.execute(statement.encode())


def _listening(database: Database) -> list[tuple[Any, ...]]:
    return _fetch(database, "select user_id, minutes from marts.listening order by user_id")


def _relations(database: Database) -> list[str]:
    query = """
        select n.nspname || '.' || c.relname from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname ~ '^(staging|marts)' and c.relkind in ('r', 'v') order by 1
    """
    return [name for (name,) in _fetch(database, query)]


def test_marts_are_built_checked_and_swapped(plays: Database, folder: Path) -> None:
    """A run ends with the views and tables in place, and says how many rows and what each check found."""
    rebuilt = _run(plays, folder)
    assert _listening(plays) == [("anna", 7), ("ben", 5)]
    assert [(built.name, built.rows) for built in rebuilt.built] == [("listening", 2)]
    assert [(checked.name, checked.severity, checked.failures) for checked in rebuilt.checked] == [
        ("nobody_listens_backwards", "fail", 0),
        ("listening_has_one_row_per_grain", "fail", 0),
        ("marts_do_not_shrink_by_half", "warn", 0),
        ("marts_do_not_become_empty", "warn", 0),
        ("columns_do_not_lose_their_values", "warn", 0),
    ]
    assert rebuilt.swapped
    assert rebuilt.dropped == []


def test_second_run_sees_new_rows(plays: Database, folder: Path) -> None:
    """A mart is made anew from what is there now."""
    _run(plays, folder)
    _execute(plays, "insert into spotify.plays values ('cleo', 1)")
    _run(plays, folder)
    assert _listening(plays) == [("anna", 7), ("ben", 5), ("cleo", 1)]


def test_run_leaves_nothing_of_the_candidates(plays: Database, folder: Path) -> None:
    """After a run there are the views, the marts and nothing else."""
    _run(plays, folder)
    assert _relations(plays) == ["marts.listening", "staging.plays"]
    assert _fetch(plays, "select nspname from pg_namespace where nspname like '%_next'") == []


def test_header_becomes_comments(plays: Database, folder: Path) -> None:
    """What a file says of itself can be read in any client."""
    _run(plays, folder)
    query = "select obj_description('marts.listening'::regclass), col_description('marts.listening'::regclass, 2)"
    comment = "How long does everybody listen?\nGrain: user_id.\nMade from sql/marts/listening.sql."
    assert [(comment, "of all plays")] == _fetch(plays, query)


def test_header_that_describes_no_column_is_refused(plays: Database, folder: Path) -> None:
    """A description must not outlive its column."""
    _write(folder, "marts/listening", MART.replace("-- minutes:", "-- hours:"))
    with pytest.raises(ModelError) as raised:
        _run(plays, folder)
    message = "sql/marts/listening.sql: its header describes hours, which is none of its columns."
    assert message == str(raised.value)


def test_failed_check_keeps_yesterday(plays: Database, folder: Path) -> None:
    """A check of severity fail leaves every relation as it was, and shows what it found."""
    _run(plays, folder)
    _write(folder, "marts/other", "-- Who?\n-- grain: user_id\nselect l.user_id from marts.listening as l\n")
    _execute(plays, "insert into spotify.plays values ('ben', -9)")
    rebuilt = _run(plays, folder)
    assert not rebuilt.swapped
    found = next(checked for checked in rebuilt.checked if checked.name == "nobody_listens_backwards")
    assert found.blocks
    assert found.failures == 1
    assert found.sample == ({"user_id": "ben", "minutes": -4},)
    assert found.comment == "Nobody listens backwards."
    assert _listening(plays) == [("anna", 7), ("ben", 5)]
    assert _relations(plays) == ["marts.listening", "staging.plays"]


def test_run_after_a_failed_check_goes_through(plays: Database, folder: Path) -> None:
    """What a failed check stopped does not stand in the way of the next run."""
    _execute(plays, "insert into spotify.plays values ('ben', -9)")
    assert not _run(plays, folder).swapped
    _execute(plays, "delete from spotify.plays where minutes < 0")
    assert _run(plays, folder).swapped
    assert _listening(plays) == [("anna", 7), ("ben", 5)]


def test_warning_is_shown_and_swaps(plays: Database, folder: Path) -> None:
    """A check of severity warn reports and changes nothing else."""
    _write(folder, "checks/nobody_listens_backwards", CHECK.format("warn"))
    _execute(plays, "insert into spotify.plays values ('ben', -9)")
    rebuilt = _run(plays, folder)
    assert rebuilt.swapped
    assert [(c.name, c.failures, c.blocks) for c in rebuilt.checked if c.failures] == [
        ("nobody_listens_backwards", 1, False)
    ]
    assert _listening(plays) == [("anna", 7), ("ben", -4)]


def test_broken_grain_keeps_yesterday(plays: Database, folder: Path) -> None:
    """A mart with two rows of one grain, or a row of none, is not shown to anybody."""
    _write(
        folder, "marts/listening", "-- Who?\n-- grain: user_id\nselect p.user_id, p.minutes from staging.plays as p\n"
    )
    _execute(plays, "insert into spotify.plays values (null, 1)")
    rebuilt = _run(plays, folder)
    assert not rebuilt.swapped
    (found,) = (checked for checked in rebuilt.checked if checked.failures)
    assert found.name == "listening_has_one_row_per_grain"
    offending = sorted(found.sample, key=str)
    assert offending == [{"user_id": "anna", "row_count": 2}, {"user_id": None, "row_count": 1}]


def test_sample_is_short_and_the_count_is_whole(plays: Database, folder: Path) -> None:
    """Of a thousand offending rows a person sees a few and their number, as values that JSON can hold."""
    text = "-- None.\n-- severity: warn\nselect g.n, now() as at, 0.5 as half from generate_series(1, 1000) as g (n)\n"
    _write(folder, "checks/none", text)
    found = next(checked for checked in _run(plays, folder).checked if checked.name == "none")
    assert found.failures == 1000
    assert [(n, str, float) for n in range(1, 6)] == [(r["n"], type(r["at"]), type(r["half"])) for r in found.sample]


def test_error_of_postgres_names_file_and_line(plays: Database, folder: Path) -> None:
    """A mart that Postgres refuses is one sentence about its file, and yesterday's marts stay."""
    _run(plays, folder)
    _write(
        folder,
        "marts/listening",
        "-- Who?\n-- grain: user_id\nselect\n    p.user_id,\n    p.hours\nfrom staging.plays as p\n",
    )
    with pytest.raises(ModelError) as raised:
        _run(plays, folder)
    assert str(raised.value) == "sql/marts/listening.sql:5: Postgres says: column p.hours does not exist."
    assert _listening(plays) == [("anna", 7), ("ben", 5)]
    assert _relations(plays) == ["marts.listening", "staging.plays"]


def test_error_in_the_data_names_the_file(plays: Database, folder: Path) -> None:
    """What goes wrong only while rows are read has no line, but a file."""
    text = "-- Who?\n-- grain: user_id\nselect p.user_id, 1 / (p.minutes - 4) as x from staging.plays as p\n"
    _write(folder, "marts/listening", text)
    with pytest.raises(ModelError) as raised:
        _run(plays, folder)
    assert str(raised.value) == "sql/marts/listening.sql: Postgres says: division by zero."


def test_check_that_cannot_run_is_an_error(plays: Database, folder: Path) -> None:
    """A broken check must not pass for one that found nothing: it keeps yesterday's marts, and the others are run."""
    _write(folder, "checks/broken", "-- Broken.\n-- severity: warn\nselect l.hours from marts.listening as l\n")
    rebuilt = _run(plays, folder)
    assert not rebuilt.swapped
    (found,) = (checked for checked in rebuilt.checked if checked.status != "passed")
    assert ("broken", "error", 0) == (found.name, found.status, found.failures)
    assert found.error == "sql/checks/broken.sql:3: Postgres says: column l.hours does not exist."
    assert {"nobody_listens_backwards", "listening_has_one_row_per_grain"} < {one.name for one in rebuilt.checked}


def test_marts_are_built_in_the_order_of_their_references(plays: Database, folder: Path) -> None:
    """A mart reads the candidate of another mart, not yesterday's."""
    _write(
        folder,
        "marts/all_of_it",
        "-- How long?\n-- grain: total\nselect sum(l.minutes)::int as total from marts.listening as l\n",
    )
    _run(plays, folder)
    _execute(plays, "insert into spotify.plays values ('cleo', 1)")
    _run(plays, folder)
    assert _fetch(plays, "select total from marts.all_of_it") == [(13,)]


def test_stale_models_are_dropped_and_others_are_not(plays: Database, folder: Path) -> None:
    """A relation whose file is gone goes too; what somebody else keeps in the schema stays."""
    _write(folder, "marts/old", "-- Who?\n-- grain: user_id\nselect l.user_id from marts.listening as l\n")
    _write(folder, "staging/old", "-- Old.\nselect p.user_id from spotify.plays as p\n")
    _run(plays, folder)
    _execute(plays, "create table marts.notes (text text)")
    (folder / "marts" / "old.sql").unlink()
    (folder / "staging" / "old.sql").unlink()
    assert _run(plays, folder).dropped == ["marts.old", "staging.old"]
    assert _relations(plays) == ["marts.listening", "marts.notes", "staging.plays"]


def test_relation_of_others_is_not_replaced(plays: Database, folder: Path) -> None:
    """A mart with the name of somebody's own table is refused, and the table stays."""
    _execute(
        plays, "create schema marts; create table marts.listening (note text); insert into marts.listening values ('x')"
    )
    with pytest.raises(ModelError) as raised:
        _run(plays, folder)
    message = "marts.listening exists already and was not made by this pipeline: rename it, or the model."
    assert message == str(raised.value)
    assert _fetch(plays, "select note from marts.listening") == [("x",)]


def test_staging_may_change_its_columns(plays: Database, folder: Path) -> None:
    """A view that lost, renamed or reordered its columns is replaced."""
    _run(plays, folder)
    _write(
        folder,
        "staging/plays",
        "-- Plays.\nselect p.minutes::numeric as minutes, p.user_id, 1 as one from spotify.plays as p\n",
    )
    _run(plays, folder)
    columns = _fetch(
        plays, "select attname from pg_attribute where attrelid = 'staging.plays'::regclass order by attnum"
    )
    assert columns == [("minutes",), ("user_id",), ("one",)]


def test_unchanged_staging_is_left_in_place(plays: Database, folder: Path) -> None:
    """A view that says what it said yesterday is not touched, so what was built on it lives on."""
    _run(plays, folder)
    _execute(plays, "create view public.mine as select user_id from staging.plays")
    before = _fetch(plays, "select 'staging.plays'::regclass::oid")
    _run(plays, folder)
    assert before == _fetch(plays, "select 'staging.plays'::regclass::oid")


def test_changed_staging_under_a_view_of_others_is_refused(plays: Database, folder: Path) -> None:
    """Nobody's view is dropped in silence: the sentence names it, and everything stays."""
    _run(plays, folder)
    _execute(plays, "create view public.mine as select user_id from staging.plays")
    _write(folder, "staging/plays", STAGING.replace("p.minutes", "p.minutes + 0 as minutes"))
    with pytest.raises(ModelError) as raised:
        _run(plays, folder)
    message = "What staging held cannot be replaced: view public.mine depends on view staging.plays."
    assert message == str(raised.value)
    assert _fetch(plays, "select count(*) from public.mine") == [(3,)]


def test_view_on_a_mart_lives_on(plays: Database, folder: Path) -> None:
    """A mart that somebody built a view on is filled anew, and the view shows today's rows."""
    _run(plays, folder)
    _execute(plays, "create view public.mine as select minutes from marts.listening where user_id = 'ben'")
    _execute(plays, "insert into spotify.plays values ('ben', 100)")
    _write(folder, "marts/listening", MART.replace("How long", "For how long"))
    _run(plays, folder)
    assert _fetch(plays, "select minutes from public.mine") == [(105,)]
    comment = "For how long does everybody listen?\nGrain: user_id.\nMade from sql/marts/listening.sql."
    assert [(comment,)] == _fetch(plays, "select obj_description('marts.listening'::regclass)")


def test_mart_under_a_view_cannot_change_its_columns(plays: Database, folder: Path) -> None:
    """Where neither replacing nor filling is possible the sentence says what is in the way."""
    _run(plays, folder)
    _execute(plays, "create view public.mine as select minutes from marts.listening")
    _write(folder, "marts/listening", MART.replace("::int", "::numeric"))
    with pytest.raises(ModelError) as raised:
        _run(plays, folder)
    message = (
        "marts.listening has other columns now but cannot be replaced: view mine depends on table marts.listening."
    )
    assert message.replace("view mine", "view public.mine") == str(raised.value)
    assert _listening(plays) == [("anna", 7), ("ben", 5)]


def test_privileges_pass_to_the_successor(plays: Database, folder: Path) -> None:
    """Whoever was allowed to read a mart or view may read it after the next run."""
    _run(plays, folder)
    _execute(plays, "grant select on marts.listening, staging.plays to public")
    _execute(plays, "grant insert on marts.listening to pg_monitor with grant option")
    query = """
        select c.relname, grantee::regrole::text, privilege_type, is_grantable
        from pg_class as c, aclexplode(c.relacl)
        where c.oid in ('marts.listening'::regclass, 'staging.plays'::regclass) and grantee <> c.relowner order by 1, 2
    """
    before = _fetch(plays, query)
    _write(folder, "staging/plays", STAGING.replace("Plays.", "All plays."))
    _run(plays, folder)
    assert len(before) == 3
    assert before == _fetch(plays, query)


def test_build_sees_one_state_of_the_data(plays: Database, folder: Path) -> None:
    """A load that commits while marts are built is in all of them or in none."""
    models = discover(folder)
    with building(plays) as connection:
        connection.execute("select")  # the state is that of the first statement
        _execute(plays, "insert into spotify.plays values ('cleo', 1)")
        build_staging(connection, models)
        build_marts(connection, models)
        swap(connection, models)
    assert _listening(plays) == [("anna", 7), ("ben", 5)]


def test_reader_sees_old_marts_until_the_end(plays: Database, folder: Path) -> None:
    """Building locks nobody out: yesterday's rows can be read until the swap."""
    _run(plays, folder)
    _execute(plays, "insert into spotify.plays values ('cleo', 1)")
    models = discover(folder)
    with building(plays) as connection:
        build_staging(connection, models)
        build_marts(connection, models)
        assert _listening(plays) == [("anna", 7), ("ben", 5)]
        swap(connection, models)
    assert _listening(plays) == [("anna", 7), ("ben", 5), ("cleo", 1)]


def test_build_that_is_not_swapped_is_gone(plays: Database, folder: Path) -> None:
    """Leaving without a swap leaves nothing."""
    with building(plays) as connection:
        build_staging(connection, discover(folder))
        build_marts(connection, discover(folder))
    assert _relations(plays) == []


def test_killed_build_leaves_nothing(plays: Database, folder: Path) -> None:
    """A server that loses its client in mid-build forgets the build."""
    with pytest.raises(DatabaseError, match=f"^The database {plays} broke off "):
        _build_and_die(plays, discover(folder))
    assert _relations(plays) == []
    assert _run(plays, folder).swapped


def _build_and_die(database: Database, models: list[Model]) -> None:
    with building(database) as connection:
        build_staging(connection, models)
        _execute(database, f"select pg_terminate_backend({connection.info.backend_pid})")
        build_marts(connection, models)


def test_two_runs_take_turns(plays: Database, folder: Path) -> None:
    """A run that meets another waits for it and then builds from what is there by then."""
    models = discover(folder)
    results: list[Rebuilt] = []
    with building(plays) as connection:
        other = threading.Thread(target=lambda: results.append(rebuild(plays, models)))
        other.start()
        _wait_for_a_waiting_lock(plays)
        _execute(plays, "insert into spotify.plays values ('cleo', 1)")
        build_staging(connection, models)
        build_marts(connection, models)
        swap(connection, models)
    other.join(30)
    assert [rebuilt.swapped for rebuilt in results] == [True]
    assert _listening(plays) == [("anna", 7), ("ben", 5), ("cleo", 1)]


def _wait_for_a_waiting_lock(database: Database) -> None:
    while not _fetch(database, "select from pg_locks where locktype = 'advisory' and not granted"):
        pass


def test_run_does_not_wait_for_ever(plays: Database) -> None:
    """Behind a run that hangs the next one gives up with a sentence."""
    with building(plays), pytest.raises(ModelError) as raised, building(plays, patience_seconds=0.05):
        pass
    said = f"The marts of {plays} are still being built or exported by another program after 0.05 seconds."
    assert said == str(raised.value)


def test_long_reader_keeps_yesterday(plays: Database, folder: Path) -> None:
    """Somebody who reads for long makes the swap give up, not everyone queue behind it."""
    _run(plays, folder)
    models = discover(folder)
    _execute(plays, "insert into spotify.plays values ('cleo', 1)")
    with connect(plays) as reader:
        reader.execute("select * from marts.listening")
        with pytest.raises(ModelError) as raised:
            _build_and_swap(plays, models, attempts=2)
    message = "The marts are being read by others, 2 attempts to swap them failed: the old ones stay."
    assert message == str(raised.value)
    assert _listening(plays) == [("anna", 7), ("ben", 5)]


def test_swap_tries_again(plays: Database, folder: Path) -> None:
    """A reader that ends in time delays the swap and no more."""
    _run(plays, folder)
    models = discover(folder)
    _execute(plays, "insert into spotify.plays values ('cleo', 1)")
    with connect(plays) as reader:
        reader.execute("select * from marts.listening")
        threading.Timer(0.2, reader.rollback).start()
        _build_and_swap(plays, models, attempts=100)
    assert _listening(plays) == [("anna", 7), ("ben", 5), ("cleo", 1)]


def _build_and_swap(database: Database, models: list[Model], attempts: int) -> None:
    with building(database) as connection:
        build_staging(connection, models)
        build_marts(connection, models)
        swap(connection, models, attempts=attempts, lock_timeout_ms=20)


def test_names_outside_the_models_schemas_do_not_slip_in(plays: Database, folder: Path) -> None:
    """Functions and types that somebody keeps in public are not found by accident."""
    _execute(plays, "create function public.double(int) returns int language sql as 'select 2 * $1'")
    _write(folder, "marts/listening", MART.replace("sum(p.minutes)::int", "double(sum(p.minutes)::int)"))
    with pytest.raises(ModelError, match=r"function double\(integer\) does not exist"):
        _run(plays, folder)


def test_percent_and_braces_are_only_text(plays: Database, folder: Path) -> None:
    """What looks like a placeholder in a SELECT reaches Postgres as it is."""
    select = "select '%s {x} %(y)s' as x from staging.plays as p where p.user_id like 'b%'\n"
    _write(folder, "marts/texts", "-- 100 %s {of} it?\n-- grain: x\n" + select)
    _run(plays, folder)
    assert _fetch(plays, "select x from marts.texts") == [("%s {x} %(y)s",)]


def test_project_is_built_and_rebuilt(migrated: Database) -> None:
    """The models of this project build on empty tables, twice, and drop nothing."""
    models = discover()
    assert [(r.swapped, r.dropped) for r in (rebuild(migrated, models) for _ in range(2))] == [(True, []), (True, [])]
