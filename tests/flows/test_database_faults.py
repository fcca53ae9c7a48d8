"""Every fault of a Postgres, on a real one: the run ends in one sentence, keeps nothing by halves, the next mends."""

import subprocess
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from signal import Signals

import psycopg
import pytest
from prefect.client.schemas.objects import State
from pydantic import SecretStr

from tasks.postgres.connect import connect, ensure_database
from tasks.postgres.database import Database
from tasks.postgres.migrations import migrate
from tasks.sandbox import Sandbox
from tests.flows.conftest import Etl, World
from tests.flows.rows import rows, scalar
from tests.own_server import FAST, IMMEDIATE, OwnServer, meanwhile, own_server
from tests.proxy import proxy

Rows = dict[str, list[str]]

# A short list and its tracks.
SELECTED = {"library": False, "artists": [], "playlists": ["Germany=37i9dQZEVXbJiZcmkrIHGU"]}

SECRET = SecretStr("hush-hush")

# On a connection of which somebody has made all transactions read-only.
WRITING = "set default_transaction_read_only = off"

LOCKED = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = '{}'"

# What makes every insert into a table, or every copy into one that waits for the merge, do something at its 30th row.
SABOTAGE = """
create sequence public.rows_seen;
create function public.at_30() returns trigger language plpgsql as $$
begin
    if nextval('public.rows_seen') = 30 then perform {act}; end if;
    return new;
end $$;
create function public.watch() returns event_trigger language plpgsql as $$
declare made record;
begin
    for made in select objid from pg_event_trigger_ddl_commands() where schema_name = 'pg_temp' loop
        execute format(
            'create trigger at_30 before insert on %s for each row execute function public.at_30()',
            made.objid::regclass
        );
    end loop;
end $$;
create event trigger watch on ddl_command_end when tag in ('CREATE TABLE') execute function public.watch()
"""

MENDED = """
drop event trigger watch; drop function public.watch; drop function public.at_30 cascade; drop sequence public.rows_seen
"""


@pytest.fixture(scope="module")
def unbroken() -> Rows:
    """The rows of an unbroken run, filled in by the first test that needs them."""
    return {}


@pytest.fixture
def owned(server: Database) -> Iterator[Database]:
    """An empty database of a user who has no other rights."""
    name = f"pipeline_{uuid.uuid4().hex[:12]}"
    _admin(server, f"create role {name} login password '{SECRET.get_secret_value()}'")
    _admin(server, f"create database {name} owner {name}")
    yield replace(server, user=name, name=name, password=SECRET)
    _admin(server, f"drop database {name} with (force)")
    _admin(server, f"drop role {name}")


@pytest.fixture(scope="module")
def own() -> Iterator[OwnServer]:
    """A server to be stopped and started."""
    with own_server() as server:
        yield server


@pytest.fixture
def elsewhere(own: OwnServer) -> Database:
    """A migrated database on it."""
    database = own.database.named(f"test_{uuid.uuid4().hex[:12]}")
    ensure_database(database)
    migrate(database, {"source", "target", "logging"})
    return database


@pytest.fixture
def finish(etl: Etl, unbroken: Rows) -> Callable[[Sandbox, Database], None]:
    """Return what runs once more and asserts that all is as if nothing had happened."""

    def run(sandbox: Sandbox, database: Database) -> None:
        state = etl(sandbox, database, **SELECTED)
        assert state.is_completed(), state.message
        found = rows(database)
        # All tests end with the same rows, those first that had not begun to read when they were stopped.
        unbroken.update(unbroken or found)
        assert found["tracks"]
        differing = {table: set(found[table]) ^ set(unbroken[table]) for table in found}
        assert {} == {table: some for table, some in differing.items() if some}

    return run


Finish = Callable[[Sandbox, Database], None]


def _admin(database: Database, *statements: str) -> None:
    with connect(database, autocommit=True) as admin:
        for one in (WRITING, *statements):
            admin.execute(one.encode())


def _told(state: State, *named: str) -> None:
    """Assert that a run has failed in one sentence that names what is wrong."""
    said = str(state.message)
    assert (True, 1) == (state.is_failed(), len(said.splitlines())), said
    assert [] == [one for one in named if one not in said], said
    assert "Traceback" not in said
    assert SECRET.get_secret_value() not in said


def _survived_or_told(state: State, database: Database, *named: str) -> None:
    """Assert that a run has tried again with success, or has failed in a sentence and kept nothing."""
    if not state.is_completed():
        _told(state, *named)
        assert {} == {table: kept for table, kept in rows(database).items() if kept}


# What the administrator does, what undoes it, and what the sentence names.
BEFOREHAND = {
    "alter database {own} owner to {admin}": ("alter database {own} owner to {own}", "permission denied for database"),
    "alter role {own} set default_transaction_read_only = on": (
        "alter role {own} reset default_transaction_read_only",
        "takes no writes",
    ),
    "alter role {own} connection limit 1": ("alter role {own} connection limit -1", "no connection left for us"),
    "alter role {own} nologin": ("alter role {own} login", "not permitted to log in"),
}


def test_a_user_without_the_rights_is_told_before_anything_is_asked(
    world: World, etl: Etl, owned: Database, server: Database, finish: Finish
) -> None:
    """No right to create, a read-only user, no connection left, no login: Spotify is not bothered."""
    with world() as sandbox:
        for broken, (mended, named) in BEFOREHAND.items():
            _admin(server, broken.format(own=owned.name, admin=server.user))
            _told(etl(sandbox, owned, **SELECTED), str(owned), named)
            _admin(server, mended.format(own=owned.name))
            assert [] == sandbox.log
        finish(sandbox, owned)


def test_a_table_of_somebody_else_fails_the_whole_load(
    world: World, etl: Etl, owned: Database, server: Database, finish: Finish
) -> None:
    """What was loaded before it is undone."""
    migrate(owned, {"source", "target", "logging"})
    _admin(server.named(owned.name), f"alter table spotify.tracks owner to {server.user}")
    with world() as sandbox:
        _told(etl(sandbox, owned, **SELECTED), "permission denied for table tracks", "grant this user what is missing")
        assert {} == {table: kept for table, kept in rows(server.named(owned.name)).items() if kept}
        _admin(server.named(owned.name), f"alter table spotify.tracks owner to {owned.user}")
        finish(sandbox, owned)


def test_a_password_that_is_changed_meanwhile_is_named(
    world: World, etl: Etl, owned: Database, server: Database, finish: Finish
) -> None:
    """The variables to look at, and neither password."""
    if not server.password.get_secret_value():
        pytest.skip("the server of the tests asks for no password")
    secret = SECRET.get_secret_value()
    with world() as sandbox:
        change = f"alter role {owned.user} password 'another'"
        with meanwhile(lambda: len(sandbox.log) > 4, lambda: _admin(server, change)):
            _told(etl(sandbox, owned, **SELECTED), f"The database {owned} refused the password")
        _admin(server, f"alter role {owned.user} password '{secret}'")
        finish(sandbox, owned)


@pytest.mark.heavy
def test_a_lock_that_is_held_too_long(world: World, etl: Etl, migrated: Database, finish: Finish) -> None:
    """The run waits as long as lock_timeout says, and says where to look for the other session."""
    _admin(migrated, f"alter database {migrated.name} set lock_timeout = '300ms'")
    with world() as sandbox:
        with _locked(migrated):
            _told(etl(sandbox, migrated, **SELECTED), "lock timeout", "pg_locks")
        assert [] == rows(migrated)["playlist_items"]
        finish(sandbox, migrated)


@pytest.mark.heavy
def test_a_statement_that_takes_too_long(world: World, etl: Etl, migrated: Database, finish: Finish) -> None:
    """The sentence names the setting."""
    _admin(migrated, SABOTAGE.format(act="pg_sleep(60)"))
    _admin(migrated, f"alter database {migrated.name} set statement_timeout = '2s'")
    with world() as sandbox:
        _told(etl(sandbox, migrated, **SELECTED), "statement timeout", "alter role … set statement_timeout")
        assert {} == {table: kept for table, kept in rows(migrated).items() if kept}
        _admin(migrated, MENDED, f"alter database {migrated.name} reset statement_timeout")
        finish(sandbox, migrated)


@pytest.mark.heavy
def test_a_limit_of_the_server(world: World, etl: Etl, migrated: Database, finish: Finish) -> None:
    """Temporary files as large as this user may write: the marts stay as they were."""
    _admin(migrated, *(f"alter database {migrated.name} set {one}" for one in ("temp_file_limit = 0", "work_mem = 64")))
    with world() as sandbox:
        _told(etl(sandbox, migrated, **SELECTED), "temp_file_limit", "raise this limit")
        _admin(migrated, f"alter database {migrated.name} reset temp_file_limit")
        finish(sandbox, migrated)


def test_a_copy_that_is_cut_off(world: World, etl: Etl, migrated: Database, finish: Finish) -> None:
    """Its process is terminated in the middle of the rows: all of the load is done again, now or by the next run."""
    _admin(migrated, SABOTAGE.format(act="pg_terminate_backend(pg_backend_pid())"))
    with world() as sandbox:
        state = etl(sandbox, migrated, **SELECTED)
        assert int(str(scalar(migrated, "select last_value from public.rows_seen"))) >= 30
        _survived_or_told(state, migrated, "broke off", "kept nothing")
        _admin(migrated, MENDED)
        finish(sandbox, migrated)


@pytest.mark.heavy
def test_a_network_that_breaks_in_the_load(world: World, etl: Etl, migrated: Database, finish: Finish) -> None:
    """A connection is reset by something in between while rows are copied."""
    with world() as sandbox, proxy(migrated, lambda sent: b"PGCOPY" in sent) as cut:
        state = etl(sandbox, cut.database, **SELECTED)
        _survived_or_told(state, migrated, "broke off", "kept nothing")
        assert 1 == cut.cuts
        finish(sandbox, cut.database)


@pytest.mark.parametrize("how", [FAST, pytest.param(IMMEDIATE, marks=pytest.mark.heavy)], ids=["stopped", "crashed"])
def test_a_server_that_restarts_while_spotify_is_read(
    how: Signals, world: World, etl: Etl, own: OwnServer, elsewhere: Database, finish: Finish
) -> None:
    """Every request asks Postgres for leave, and waits for it."""
    with world() as sandbox:
        with meanwhile(lambda: len(sandbox.log) > 4, lambda: own.restart(how)):
            state = etl(sandbox, elsewhere, **SELECTED)
        assert state.is_completed(), state.message
        finish(sandbox, elsewhere)


@pytest.mark.parametrize("how", [FAST, pytest.param(IMMEDIATE, marks=pytest.mark.heavy)], ids=["stopped", "crashed"])
def test_a_server_that_restarts_in_the_load(
    how: Signals, world: World, etl: Etl, own: OwnServer, elsewhere: Database, finish: Finish
) -> None:
    """The load is done again as a whole, now or by the next run."""
    with world() as sandbox:
        with _locked(elsewhere), meanwhile(lambda: _is_locked(elsewhere), lambda: own.restart(how)):
            state = etl(sandbox, elsewhere, **SELECTED)
        _survived_or_told(state, elsewhere, "broke off", "kept nothing")
        finish(sandbox, elsewhere)


@pytest.mark.heavy
def test_a_server_that_stops_for_good(
    world: World, etl: Etl, own: OwnServer, elsewhere: Database, finish: Finish
) -> None:
    """Some seconds later the run says so; when the server is back it is as if nothing had happened."""
    with world() as sandbox:
        with meanwhile(lambda: len(sandbox.log) > 4, own.stop):
            _told(etl(sandbox, elsewhere, **SELECTED), f"The database {elsewhere}", "Check that it runs")
        own.start()
        finish(sandbox, elsewhere)


@contextmanager
def _locked(database: Database) -> Iterator[None]:
    """Hold a table that the load needs, for as long as the block runs or the server does."""
    with suppress(psycopg.OperationalError), connect(database) as other:
        other.execute("lock table spotify.tracks in share mode")
        yield


def _is_locked(database: Database) -> bool:
    return scalar(database.named("postgres"), LOCKED.format(database.name)) != 0


@pytest.mark.heavy
def test_a_column_that_somebody_dropped(world: World, etl: Etl, migrated: Database, finish: Finish) -> None:
    """Its values would be left out in silence: the run says how to make and fill it again, and asks nothing."""
    with world() as sandbox:
        finish(sandbox, migrated)
        _admin(migrated, "alter table spotify.tracks drop column popularity cascade")
        asked = len(sandbox.log)
        state = etl(sandbox, migrated, **SELECTED)
        _told(state, "The table spotify.tracks lacks its column popularity", "--mode full fills it again")
        assert asked == len(sandbox.log)
        _admin(migrated, str(state.message).partition("renamed: ")[2].partition(";")[0])
        assert etl(sandbox, migrated, **SELECTED, mode="full").is_completed()
        finish(sandbox, migrated)


@contextmanager
def _small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Yield a disk of its own, where the machine lets us mount one."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0777", "tmpfs", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        folder.rmdir()
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
        folder.rmdir()


def _fill(disk: Path, leave: int) -> Path:
    """Write a file that takes all but so many bytes."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        room = int(subprocess.check_output(["df", "--output=avail", "-B1", disk], text=True).splitlines()[1])
        file.write(b"\0" * (room - leave))
    return ballast


@pytest.mark.heavy
@pytest.mark.parametrize("room", [0, 200_000, 600_000])
def test_a_disk_that_is_full(
    room: int, world: World, etl: Etl, own: OwnServer, elsewhere: Database, tmp_path: Path, finish: Finish
) -> None:
    """Where the tables are: the sentence says so, and when there is room again the next run ends well."""
    path = Path("/tmp") / f"disk-{uuid.uuid4().hex[:8]}"  # noqa: S108 - the server may be somebody else
    with _small_disk(path, 64) as disk, world() as sandbox:
        (disk / "space").mkdir()
        subprocess.run(["chown", "-R", str(own.folder.cluster.stat().st_uid), disk / "space"], check=True)
        _admin(own.database, f"create tablespace {path.name.replace('-', '_')} location '{disk}/space'")
        _admin(own.database, f"alter database {elsewhere.name} set tablespace {path.name.replace('-', '_')}")
        ballast = _fill(disk, room)
        _told(etl(sandbox, elsewhere, **SELECTED), "No space left on device", "make room on its disk")
        assert {} == {table: kept for table, kept in rows(elsewhere).items() if kept}
        ballast.unlink()
        finish(sandbox, elsewhere)
        _admin(own.database, f"drop database {elsewhere.name} with (force)")
        _admin(own.database, f"drop tablespace {path.name.replace('-', '_')}")


@pytest.mark.heavy
def test_a_disk_that_is_full_of_log(world: World, etl: Etl, finish: Finish) -> None:
    """Where everything is: Postgres gives up, and the run with it; with room and a new start nothing is missing."""
    path = Path("/tmp") / f"disk-{uuid.uuid4().hex[:8]}"  # noqa: S108 - the server may be somebody else
    with _small_disk(path, 220) as disk, own_server(disk, {"min_wal_size": "32MB", "max_wal_size": "32MB"}) as full:
        database = full.database.named("spotify")
        ensure_database(database)
        migrate(database, {"source", "target", "logging"})
        with world() as sandbox:
            ballast = _fill(disk, 0)
            _told(etl(sandbox, database, **SELECTED), f"The database {database}")
            ballast.unlink()
            full.restart(IMMEDIATE)
            finish(sandbox, database)
