"""As whom the server runs: never as root, and with no more rights than the way to its files demands."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.postgres.embedded import embedded
from tasks.postgres.embedded import process as embedded_process
from tests.postgres.embedded_holder import (
    becomes_true,
    hold,
    is_stopped,
    postmaster,
    processes,
    told,
)

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else"),
    pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's"),
]

NOBODY = pwd.getpwnam("nobody")
DAEMON = pwd.getpwnam("daemon")
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1 << 1, 1 << 2


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that belongs to the user daemon."""
    path = tmp_path_factory.mktemp("daemon")
    os.chown(path, DAEMON.pw_uid, DAEMON.pw_gid)
    yield path
    assert processes(str(path)) == {}
    shutil.rmtree(path)


def launcher(folder: Path, user: pwd.struct_passwd = NOBODY) -> list[str]:
    """Return the command that runs another one as a user who must reach the folder."""
    script = embedded_process.__file__
    return [sys.executable, "-I", "-S", script, "-", f"{user.pw_uid}:{user.pw_gid}", str(folder)]


def status(command: list[str]) -> dict[str, str]:
    """Return what the kernel says of a process that the command turns into."""
    done = subprocess.run([*command, "/bin/cat", "/proc/self/status"], check=True, capture_output=True, text=True)
    return parsed(done.stdout)


def parsed(text: str) -> dict[str, str]:
    """Return the lines of /proc/PID/status."""
    return {key: value.strip() for key, _, value in (line.partition(":") for line in text.splitlines())}


def capabilities(said: dict[str, str]) -> set[int]:
    """Return the sets of capabilities that a process has or may pass on, without what it could never get."""
    return {int(said[key], 16) for key in ("CapPrm", "CapEff", "CapInh", "CapAmb")}


def test_the_server_runs_as_nobody_and_may_only_look_further(data_dir: Path) -> None:
    """Below a folder of root's that is closed to others it may pass and read, not write."""
    with embedded(data_dir):
        said = parsed(Path(f"/proc/{postmaster(data_dir)}/status").read_text())
    assert set(said["Uid"].split()) == {str(NOBODY.pw_uid)}
    assert said["Groups"] == ""
    assert capabilities(said) == {CAP_DAC_READ_SEARCH}


def test_no_folder_is_opened_to_others(data_dir: Path) -> None:
    """Every folder above the cluster keeps its mode and its owner."""
    before = {path: path.stat() for path in data_dir.parents}
    with embedded(data_dir):
        pass
    after = {path: path.stat() for path in data_dir.parents}
    assert {p: (s.st_mode, s.st_uid) for p, s in before.items()} == {p: (s.st_mode, s.st_uid) for p, s in after.items()}
    assert any(not stat.S_IMODE(found.st_mode) & 0o007 for found in after.values())


def test_the_password_stays_with_root(data_dir: Path) -> None:
    """The user as whom the server runs cannot read it."""
    with embedded(data_dir):
        pass
    found = (data_dir / "postgres" / "pgpass").stat()
    assert (found.st_uid, stat.S_IMODE(found.st_mode)) == (0, 0o600)


def test_a_folder_of_another_user_stays_theirs(theirs: Path) -> None:
    """`sudo make run` in a checkout: the server runs as the owner, who can go on without sudo."""
    with embedded(theirs):
        said = parsed(Path(f"/proc/{postmaster(theirs)}/status").read_text())
    assert set(said["Uid"].split()) == {str(DAEMON.pw_uid)}
    assert {path.stat().st_uid for path in theirs.rglob("*")} == {DAEMON.pw_uid}


def test_the_owner_goes_on_where_root_began(theirs: Path) -> None:
    """An ordinary user starts, uses and stops the server that root has made for them."""
    with embedded(theirs):
        pass
    with hold(theirs, launcher(theirs, DAEMON)) as holder:
        told(holder)
        assert told(holder, "select 'as an ordinary user'") == "as an ordinary user"
        assert Path(f"/proc/{postmaster(theirs)}").stat().st_uid == DAEMON.pw_uid
        holder.communicate()
    assert is_stopped(theirs)


def test_an_ordinary_user_needs_nothing_of_root(tmp_path: Path) -> None:
    """From initdb to kill -9, in a folder of their own."""
    os.chown(tmp_path, NOBODY.pw_uid, NOBODY.pw_gid)
    with hold(tmp_path, launcher(tmp_path)) as holder:
        told(holder)
        assert told(holder, "select current_user") == "spotify"
        holder.kill()
    assert becomes_true(lambda: is_stopped(tmp_path))
    assert {path.stat().st_uid for path in tmp_path.rglob("*")} == {NOBODY.pw_uid}
    assert processes(str(tmp_path)) == {}


def test_an_ordinary_user_is_told_when_the_folder_is_not_theirs(tmp_path: Path) -> None:
    """The sentence names the variable, the folder and the reason."""
    with hold(tmp_path, launcher(tmp_path)) as holder:
        _, errors = holder.communicate()
    expected = f'DATA_DIR "{tmp_path}" cannot be written: Permission denied. Set DATA_DIR to a folder that can be.'
    assert errors.strip().endswith(expected)


def test_an_ordinary_user_is_told_when_the_cluster_is_not_theirs(tmp_path: Path) -> None:
    """Postgres runs as the owner of its files only."""
    for path in (tmp_path, tmp_path / "postgres"):
        path.mkdir(exist_ok=True)
        os.chown(path, DAEMON.pw_uid, DAEMON.pw_gid)
    cluster = tmp_path / "postgres" / "cluster"
    cluster.mkdir()
    os.chown(cluster, NOBODY.pw_uid, NOBODY.pw_gid)
    (cluster / "PG_VERSION").write_text("18\n")
    with hold(tmp_path, launcher(tmp_path, DAEMON)) as holder:
        _, errors = holder.communicate()
    assert f"belongs to user {NOBODY.pw_uid}, and Postgres runs only as its owner" in errors


def test_no_right_is_kept_where_the_way_is_open() -> None:
    """A folder that everybody may enter needs no capability."""
    assert capabilities(status(launcher(Path("/")))) == {0}


def test_the_right_to_look_is_enough_where_the_way_is_closed(tmp_path: Path) -> None:
    """Root's closed folders can be passed without the right to write in them."""
    assert capabilities(status(launcher(tmp_path))) == {CAP_DAC_READ_SEARCH}


def test_programs_below_a_closed_folder_are_found(tmp_path: Path) -> None:
    """A checkout below one has its programs there too, and Postgres asks access(2) for them before it runs them."""
    below = tmp_path / "program"
    below.touch(mode=0o755)
    ask = f"import os, sys; sys.exit(not os.access({str(below)!r}, os.R_OK | os.X_OK))"
    assert 0 == subprocess.run([*launcher(tmp_path), sys.executable, "-I", "-c", ask], check=False).returncode


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv of util-linux takes rights away")
def test_in_a_container_the_right_at_hand_is_used(tmp_path: Path) -> None:
    """Docker gives root CAP_DAC_OVERRIDE but not CAP_DAC_READ_SEARCH."""
    docker = "-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap"
    said = status(["setpriv", "--bounding-set", docker, *launcher(tmp_path)])
    assert capabilities(said) == {CAP_DAC_OVERRIDE}
    assert set(said["Uid"].split()) == {str(NOBODY.pw_uid)}


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv of util-linux takes rights away")
def test_root_without_rights_is_told(tmp_path: Path) -> None:
    """Root who may become nobody else cannot run Postgres, and learns what to do instead."""
    with hold(tmp_path, ["setpriv", "--bounding-set=-all"]) as holder:
        _, errors = holder.communicate()
    assert "Postgres does not run as root" in errors
    assert "run this as an ordinary user, or set TARGET_SERVER_NAME" in errors


def test_a_program_that_cannot_be_run_is_an_error(tmp_path: Path) -> None:
    """The launcher says which one, in a line that the log shows."""
    done = subprocess.run([*launcher(tmp_path), "/nowhere/postgres"], check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "/nowhere/postgres" in done.stderr or str(tmp_path) in done.stderr
    assert done.stderr.startswith("error: ")
