"""psql on the embedded Postgres, as `make psql` opens it."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tasks.postgres.embedded import EmbeddedError, embedded, psql_command
from tests.postgres.embedded_holder import becomes_true, is_stopped, value


def psql(data_dir: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the command with arguments for psql."""
    command = [sys.executable, "-m", "tasks.postgres.psql", str(data_dir), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def test_a_query_is_answered(data_dir: Path) -> None:
    """The server is started for it, and stopped after it."""
    assert psql(data_dir, "-Atc", "select current_user, current_database()").stdout == "spotify|spotify\n"
    assert is_stopped(data_dir)


def test_names_are_found_in_our_schemas(data_dir: Path) -> None:
    """The marts first."""
    assert psql(data_dir, "-Atc", "show search_path").stdout == "marts,staging,spotify,etl,public\n"


def test_its_exit_code_is_ours(data_dir: Path) -> None:
    """So that it can be used in scripts."""
    failed = psql(data_dir, "-v", "ON_ERROR_STOP=1", "-c", "select nonsense")
    assert failed.returncode == 1
    assert 'column "nonsense" does not exist' in failed.stderr


def test_it_joins_a_server_that_runs(data_dir: Path) -> None:
    """Looking into the database while a run goes on."""
    with embedded(data_dir):
        assert psql(data_dir, "-Atc", "select 1").stdout == "1\n"
        assert not is_stopped(data_dir)


def test_the_command_does_not_show_the_password(data_dir: Path) -> None:
    """psql reads it from its file."""
    with embedded(data_dir) as database:
        command = psql_command(data_dir)
        assert database.password.get_secret_value() not in " ".join(command)
        done = subprocess.run([*command, "-Atc", "select 1"], check=True, capture_output=True, text=True)
        assert done.stdout == "1\n"


def test_there_is_no_command_without_a_server(data_dir: Path) -> None:
    """The port is known only while it runs."""
    with pytest.raises(EmbeddedError, match="does not run"):
        psql_command(data_dir)


def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    """No traceback."""
    (tmp_path / "data").write_text("not a folder")
    failed = psql(tmp_path / "data")
    expected = (
        f'DATA_DIR "{tmp_path / "data"}" cannot be written: Not a directory. Set DATA_DIR to a folder that can be.'
    )
    assert (1, f"{expected}\n") == (failed.returncode, failed.stderr)


def test_ctrl_c_ends_a_query_and_not_the_session(data_dir: Path) -> None:
    """On a terminal, whose Ctrl-C reaches every process of the session."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "tasks.postgres.psql", str(data_dir)])  # noqa: S606
    read_until(terminal, b"spotify=# ")
    os.write(terminal, b"select pg_sleep(60);\n")
    with embedded(data_dir) as database:
        running = "select count(*) = 1 from pg_stat_activity where query = 'select pg_sleep(60);'"
        assert becomes_true(lambda: value(database, running) is True)
    os.write(terminal, b"\x03")
    read_until(terminal, b"canceling statement due to user request")
    os.write(terminal, b"\\q\n")
    assert os.waitpid(child, 0)[1] == 0
    os.close(terminal)
    assert is_stopped(data_dir)


def read_until(terminal: int, end: bytes) -> None:
    """Read what is shown until it holds the text; a terminal whose program has ended raises OSError."""
    shown = b""
    while end not in shown:
        shown += os.read(terminal, 4096)
