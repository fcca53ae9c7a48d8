"""What the embedded Postgres says when it cannot run: one sentence that names the cause and the way out."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tasks.postgres.embedded import EmbeddedError, embedded
from tasks.postgres.embedded.account import server_account
from tasks.postgres.embedded.binaries import program, run
from tasks.postgres.embedded.folder import Folder
from tasks.postgres.embedded.lock import opened
from tests.postgres.embedded_holder import hold, is_stopped


@contextmanager
def spoilt(path: Path, text: str | None) -> Iterator[None]:
    """Replace a file for a while, or take it away."""
    aside = path.rename(path.with_name(f"{path.name}.aside"))
    if text is not None:
        path.write_text(text)
    yield
    path.unlink(missing_ok=True)
    aside.rename(path)


def complaint(data_dir: Path) -> str:
    """Return the sentence."""
    with pytest.raises(EmbeddedError) as raised, embedded(data_dir):
        pass
    return str(raised.value)


def test_a_copied_folder_is_as_good_as_the_original(data_dir: Path, tmp_path: Path) -> None:
    """A backup that root unpacked belongs to root, and others may read it; both are set right."""
    copy = tmp_path / "data"
    shutil.copytree(data_dir, copy)
    (copy / "postgres" / "cluster").chmod(0o755)
    with embedded(copy) as database:
        assert database.name == "spotify"
    before, after = ((path / "postgres" / "cluster").stat() for path in (data_dir, copy))
    assert (before.st_uid, 0o700) == (after.st_uid, stat.S_IMODE(after.st_mode))


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    """DATA_DIR must be a folder."""
    path = tmp_path / "data"
    path.write_text("not a folder")
    expected = f'DATA_DIR "{path}" cannot be written: Not a directory. Set DATA_DIR to a folder that can be.'
    assert expected == complaint(path)


@pytest.mark.skipif(
    os.geteuid() == 0, reason="root may write everywhere; test_embedded_root.py tries it as another user"
)
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The sentence names the variable, the folder and the reason."""
    tmp_path.chmod(0o500)
    expected = f'DATA_DIR "{tmp_path}" cannot be written: Permission denied. Set DATA_DIR to a folder that can be.'
    assert expected == complaint(tmp_path)


def test_another_major_version_is_refused(data_dir: Path) -> None:
    """The cluster is not touched, and both versions are named."""
    with spoilt(data_dir / "postgres" / "cluster" / "PG_VERSION", "17\n"):
        assert "is of Postgres 17, installed is 18: install" in complaint(data_dir)


def test_a_folder_that_is_no_cluster_is_refused(tmp_path: Path) -> None:
    """It might be something of the user's."""
    (tmp_path / "postgres" / "cluster").mkdir(parents=True)
    assert "is of Postgres unknown, installed is 18" in complaint(tmp_path)


def test_a_corrupt_cluster_is_reported_with_the_log(data_dir: Path) -> None:
    """The sentence holds the last error of the log, and where the log is."""
    with spoilt(data_dir / "postgres" / "cluster" / "global" / "pg_control", None):
        said = complaint(data_dir)
    assert "did not start: " in said
    assert "global/pg_control" in said
    assert f'(see "{data_dir / "postgres" / "server.log"}").' in said
    assert is_stopped(data_dir)


def test_a_setting_that_postgres_refuses_is_reported(data_dir: Path) -> None:
    """So is a mistake in the cluster's own configuration."""
    with spoilt(data_dir / "postgres" / "cluster" / "postgresql.conf", "work_mem = 'plenty'\n"):
        assert "did not start: " in complaint(data_dir)


def test_a_lost_password_is_reported(data_dir: Path) -> None:
    """The server is stopped again."""
    path = data_dir / "postgres" / "pgpass"
    with spoilt(path, None):
        assert f'The password file "{path}" is gone' in complaint(data_dir)
    assert is_stopped(data_dir)


def test_a_wrong_password_is_reported(data_dir: Path) -> None:
    """As after putting back the file of another cluster."""
    with spoilt(data_dir / "postgres" / "pgpass", "*:*:*:spotify:other\n"):
        assert 'password authentication failed for user "spotify"' in complaint(data_dir)


def test_a_server_that_was_started_by_hand_is_left_alone(data_dir: Path) -> None:
    """Two servers on one cluster would ruin it."""
    folder = Folder(data_dir)

    def pg_ctl(*arguments: str) -> int:
        with opened(data_dir / "unrelated") as lock, (data_dir / "log").open("a") as log:
            command = [program("pg_ctl"), "-D", str(folder.cluster), "-w", *arguments]
            return run(command, folder.cluster, server_account(folder), log, lock)

    options = f"-p {folder.port.read_text().strip()} -k . -c listen_addresses="
    assert pg_ctl("-o", options, "start") == 0
    try:
        assert "started by hand" in complaint(data_dir)
    finally:
        assert pg_ctl("stop") == 0


def test_the_error_reaches_the_user_of_a_program(tmp_path: Path) -> None:
    """A process that cannot start a server ends with the sentence."""
    (tmp_path / "data").write_text("not a folder")
    with hold(tmp_path / "data") as holder:
        _, errors = holder.communicate()
    assert errors.strip().endswith("cannot be written: Not a directory. Set DATA_DIR to a folder that can be.")


def test_windows_gets_one_sentence() -> None:
    """A Python that is on Windows, and therefore without fcntl and pwd, imports the module and is told."""
    program = """
import pathlib, sys
import psycopg, tasks.postgres.database
sys.platform = "win32"
sys.modules["fcntl"] = sys.modules["pwd"] = None
from tasks.postgres.embedded import EmbeddedError, embedded
try:
    with embedded(pathlib.Path("data")): pass
except EmbeddedError as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    expected = "The embedded Postgres needs Linux or macOS: on Windows use WSL or set TARGET_SERVER_NAME.\n"
    assert expected == said
