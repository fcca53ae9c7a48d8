"""What goes wrong with a Postgres, on servers where it really does: one sentence, or patience where it passes."""

import threading
import time
from collections.abc import Iterator

import polars as pl
import pytest

from tasks.postgres.adbc import AT_ONCE, connect_adbc, translated_adbc
from tasks.postgres.commit import commit
from tasks.postgres.connect import DatabaseError, PassingError, connect, ensure_database, transaction
from tasks.postgres.database import Database
from tasks.postgres.lasting import Lasting
from tasks.postgres.migrations import migrate
from tests.own_server import IMMEDIATE, OwnServer, own_server
from tests.proxy import proxy

from .sample import execute, fetch


@pytest.fixture(scope="module")
def own() -> Iterator[OwnServer]:
    """A server to be stopped and started."""
    with own_server() as server:
        yield server


def _said(refused: pytest.ExceptionInfo[DatabaseError]) -> str:
    text = str(refused.value)
    assert 1 == len(text.splitlines())
    assert text.endswith(".")
    return text


def _later(seconds: float, action: object) -> threading.Timer:
    timer = threading.Timer(seconds, action)  # type: ignore[arg-type]
    timer.start()
    return timer


# What a statement is refused with, by both drivers -> what the sentence names beside Postgres' own words.
REFUSED = {
    "set statement_timeout = '50ms'; select pg_sleep(5)": "statement_timeout",
    "set default_transaction_read_only = on; commit; begin; create table t (n int)": "takes no writes",
    "create role nobody_{n}; set role nobody_{n}; create schema theirs": "grant this user what is missing",
    "select * from spotify.never": "the next run names it",
    "set work_mem = '64kB'; set temp_file_limit = 0; select count(*) from "
    "(select n from generate_series(1, 100000) as n order by random()) as t": "raise this limit",
    "set lock_timeout = '50ms'; lock table held": "pg_locks",
}


@pytest.mark.parametrize("driver", ["psycopg", "adbc"])
@pytest.mark.parametrize("statement", REFUSED, ids=lambda one: one[-20:])
def test_a_refusal_says_how_to_mend_it(database: Database, statement: str, driver: str) -> None:
    """The same sentence from both drivers: database, reason and remedy; it is no case for trying again."""
    execute(database, "create table held (n int)")
    statements = statement.format(n=database.name).split("; ")
    with connect(database) as other:
        other.execute("lock table held")
        with pytest.raises(DatabaseError) as refused:
            _run(database, statements, driver)
    text = _said(refused)
    assert text.startswith(f"The database {database} refused: ")
    assert REFUSED[statement] in text
    assert not isinstance(refused.value, PassingError)
    execute(database, f"drop role if exists nobody_{database.name}")


def _run(database: Database, statements: list[str], driver: str) -> None:
    if driver == "psycopg":
        with transaction(database) as connection:
            for one in statements:
                connection.execute(one.encode())
        return
    with connect_adbc(database) as adbc, translated_adbc(database), adbc.cursor(adbc_stmt_kwargs=AT_ONCE) as cursor:
        for one in statements:
            cursor.execute(one)


@pytest.mark.parametrize("driver", ["psycopg", "adbc"])
def test_a_connection_that_breaks_off_is_worth_another_attempt(database: Database, driver: str) -> None:
    """Terminated by somebody, or with its server: the sentence says that nothing of it was kept."""
    with pytest.raises(PassingError) as refused:
        _run(database, ["create table t (n int)", "select pg_terminate_backend(pg_backend_pid())"], driver)
    assert f"The database {database} broke off (" in _said(refused)
    assert [None] == fetch(database, "select to_regclass('t')")


def test_a_deadlock_is_worth_another_attempt(database: Database) -> None:
    """Of two sessions in each other's way Postgres ends one."""
    execute(database, "create table a (n int); create table b (n int)")
    with connect(database) as other:
        other.execute("lock table b")
        waiting = _later(0.2, lambda: other.execute("lock table a; rollback"))
        with pytest.raises(PassingError, match="deadlock"), transaction(database) as connection:
            connection.execute("set deadlock_timeout = '1s'; lock table a; lock table b")
        waiting.join()
        other.rollback()


def test_a_lock_is_not_waited_for_without_end(database: Database) -> None:
    """A minute at most, less where the server says so."""
    show = "select current_setting('lock_timeout')"
    assert ["1min"] == fetch(database, show)
    for given, taken in (("5s", "5s"), ("2h", "1min")):
        execute(database, f"alter database {database.name} set lock_timeout = '{given}'")
        assert [taken] == fetch(database, show)


def test_a_server_that_restarts_is_waited_for(own: OwnServer) -> None:
    """What was reached before and is gone for a moment costs no more than that moment."""
    with connect(own.database):
        pass
    own.stop()
    timer = _later(0.5, own.start)
    with connect(own.database) as connection:
        assert (1,) == connection.execute("select 1").fetchone()
    timer.join()


def test_a_lasting_connection_outlives_a_restart(own: OwnServer) -> None:
    """Whoever calls notices a pause."""
    lasting = Lasting(own.database)
    assert 1 == lasting.call(lambda connection: connection.execute("select 1").rowcount)
    own.stop(IMMEDIATE)
    timer = _later(0.3, own.start)
    assert 1 == lasting.call(lambda connection: connection.execute("select 1").rowcount)
    lasting.close()
    timer.join()


def test_a_server_that_is_just_starting_is_waited_for(own: OwnServer) -> None:
    """Also by who never reached it: it says itself that it is not ready."""
    stranger = own.database.named("never reached")
    own.stop()
    _recovering(own, "/bin/sleep 0.3; exit 1")
    own.start({"hot_standby": "off"}, wait=False)
    while not (own.folder.cluster / "postmaster.pid").exists():
        time.sleep(0.01)
    time.sleep(0.2)
    ensure_database(stranger)
    with connect(stranger) as connection:
        assert stranger.name == connection.info.dbname


def _recovering(own: OwnServer, command: str) -> None:
    """Let the next start look for more of its log, as after a restored backup."""
    settings = own.folder.cluster / "postgresql.auto.conf"
    settings.write_text(f"restore_command = '{command}'\n")
    signal = own.folder.cluster / "recovery.signal"
    signal.touch()
    signal.chmod(0o666)


def test_a_standby_is_refused_before_anything_is_asked(own: OwnServer) -> None:
    """It can be read, and nothing can be kept there."""
    standby = own.database
    migrate(standby, {"source"})
    own.stop()
    (own.folder.cluster / "postgresql.auto.conf").write_text("")
    (own.folder.cluster / "standby.signal").touch()
    own.start()
    with pytest.raises(DatabaseError, match=r"takes no writes: name the primary instead of a standby"):
        migrate(standby, {"source"})
    own.stop()
    (own.folder.cluster / "standby.signal").unlink()
    own.start()
    assert [] == migrate(standby, {"source"})


@pytest.mark.heavy
def test_a_server_that_stays_away_is_given_up(own: OwnServer) -> None:
    """Some seconds are waited for it, and none for what is then still to be done; when it is back it is used again."""
    connect(own.database).close()
    own.stop()
    for _ in range(20):
        with pytest.raises(DatabaseError, match="cannot be reached"):
            connect(own.database)
    own.start()
    connect(own.database).close()


@pytest.mark.parametrize("is_kept", [True, False], ids=["kept", "lost"])
def test_a_commit_without_an_answer_is_looked_up(database: Database, is_kept: bool) -> None:
    """Cut off after Postgres has committed it is done, and not to be done again; cut off before, it is not."""
    execute(database, "create table t (n int)")
    with proxy(database, lambda sent: b"COMMIT" in sent[-40:], after_answer=is_kept) as cut:
        if is_kept:
            _insert(cut.database)
        else:
            with pytest.raises(PassingError, match="broke off"):
                _insert(cut.database)
    assert (1, [1] if is_kept else []) == (cut.cuts, fetch(database, "select n from t"))


def _insert(database: Database) -> None:
    with connect_adbc(database) as adbc, adbc.cursor() as cursor:
        cursor.execute("insert into t values (1)")
        commit(adbc, cursor, database)


def test_a_copy_whose_network_breaks_is_one_sentence(database: Database) -> None:
    """A reset in the middle of the rows."""
    rows = pl.DataFrame({"n": range(100_000)})
    with proxy(database, lambda sent: len(sent) > 200_000) as cut, pytest.raises(PassingError) as refused:
        _copy(cut.database, rows)
    assert f"The database {cut.database} broke off (" in _said(refused)


def _copy(database: Database, rows: pl.DataFrame) -> None:
    with connect_adbc(database) as adbc, adbc.cursor() as cursor, translated_adbc(database):
        cursor.execute("create temp table stage (n bigint)")
        cursor.adbc_ingest("stage", rows, mode="append", temporary=True)
