"""When the embedded Postgres starts and stops: with its users, however they end."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tasks.postgres.embedded import embedded
from tests.postgres.embedded_holder import (
    becomes_true,
    hold,
    is_stopped,
    postmaster,
    processes,
    told,
    value,
)

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, or needs what only Linux does")
STARTED = "select pg_postmaster_start_time()::text"


@pytest.fixture(scope="module", autouse=True)
def kept(data_dir: Path) -> None:
    """Rows that must survive everything that is done to the server here."""
    with embedded(data_dir) as database:
        value(database, "create table kept as select 'still here' as said")


def is_whole(data_dir: Path) -> bool:
    """Tell whether a server starts and has the rows of before, and stops."""
    with embedded(data_dir) as database:
        said = value(database, "select said from kept")
    return said == "still here" and is_stopped(data_dir)


# Each starts a server or two: the signals that everybody sends are in make test, whatever else happens in make heavy.
HEAVY = pytest.mark.heavy

SIGNALS = [signal.SIGTERM, signal.SIGKILL, *(pytest.param(one, marks=HEAVY) for one in (signal.SIGHUP, signal.SIGINT))]


@pytest.mark.parametrize("number", SIGNALS, ids=lambda n: n.name)
def test_a_signal_to_its_user_stops_it(data_dir: Path, number: signal.Signals) -> None:
    """Also a signal that leaves the user no time to say so."""
    with hold(data_dir) as holder:
        told(holder)
        holder.send_signal(number)
    assert becomes_true(lambda: is_stopped(data_dir))


@pytest.mark.parametrize("end", ["", "raise\n"], ids=["return", "exception"])
def test_its_user_waits_for_its_end(data_dir: Path, end: str) -> None:
    """DATA_DIR can be removed as soon as the program is over."""
    with hold(data_dir) as holder:
        told(holder)
        holder.communicate(end)
    assert is_stopped(data_dir)


def test_ctrl_c_leaves_it_to_a_user_who_is_unwinding(data_dir: Path) -> None:
    """The terminal interrupts the whole group of processes, yet the server answers until the program has finished."""
    with hold(data_dir) as holder:
        told(holder)
        os.killpg(holder.pid, signal.SIGINT)
        assert told(holder) == "unwinding"
    assert is_stopped(data_dir)


def test_it_stays_when_another_process_uses_it(data_dir: Path) -> None:
    """Who started it may leave first; it is the same server all along."""
    with hold(data_dir) as first, hold(data_dir) as second:
        told(first), told(second)
        started = told(first, STARTED)
        first.communicate()
        assert started == told(second, STARTED)
        second.communicate()
    assert is_stopped(data_dir)


@HEAVY
def test_it_stays_when_another_process_was_killed(data_dir: Path) -> None:
    """One user's kill -9 does not concern the others."""
    with hold(data_dir) as first, hold(data_dir) as second:
        told(first), told(second)
        first.kill()
        first.wait()
        assert told(second, "select 1") == "1"
        second.communicate()


@HEAVY
def test_coming_while_it_stops_starts_another(data_dir: Path) -> None:
    """There is no moment between two servers at which a user fails."""
    for _ in range(3):
        with hold(data_dir) as holder:
            told(holder)
            holder.kill()
            with embedded(data_dir) as database:
                assert value(database, "select 1") == 1


def test_a_killed_server_is_mended(data_dir: Path) -> None:
    """kill -9 of the server alone, while it is used: the next start replays what was committed."""
    with embedded(data_dir) as database:
        value(database, "create table late as select 1 as said")
        os.kill(postmaster(data_dir), signal.SIGKILL)
    assert is_stopped(data_dir)
    with embedded(data_dir) as database:
        assert value(database, "select said from late") == 1


@HEAVY
def test_joining_a_server_that_was_killed_starts_another(data_dir: Path) -> None:
    """A user who is still there does not keep the next one from working."""
    with embedded(data_dir):
        os.kill(postmaster(data_dir), signal.SIGKILL)
        with embedded(data_dir) as database:
            assert value(database, "select 1") == 1


@HEAVY
def test_kill_9_of_everything_is_mended(data_dir: Path) -> None:
    """As when a container is taken down: the files say that a server runs, and none does."""
    with hold(data_dir) as holder:
        told(holder)
        for number in sorted(processes(str(data_dir)), reverse=True):
            os.kill(number, signal.SIGKILL)
    assert (data_dir / "postgres" / "cluster" / "postmaster.pid").exists()
    assert becomes_true(lambda: is_stopped(data_dir))
    assert is_whole(data_dir)


@HEAVY
def test_a_process_number_that_is_somebody_elses_by_now_is_no_hindrance(data_dir: Path) -> None:
    """In a new container the numbers begin anew, and that of the killed server is soon taken."""
    cluster = data_dir / "postgres" / "cluster"
    port = int((data_dir / "postgres" / "port").read_text())
    (cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster}\n1\n{port}\n.\n127.0.0.1\n 1 1\nready\n")
    (cluster / f".s.PGSQL.{port}.lock").write_text(f"{os.getpid()}\n{cluster}\n1\n{port}\n.\n")
    assert is_whole(data_dir)


@needs_linux
def test_a_killed_supervisor_takes_the_server_with_it(data_dir: Path) -> None:
    """Nobody would be left to stop it."""
    with hold(data_dir) as holder:
        told(holder)
        supervisors = [number for number, command in processes(str(data_dir)).items() if "/process.py" in command]
        os.kill(supervisors[0], signal.SIGKILL)
        assert becomes_true(lambda: is_stopped(data_dir))
    assert is_whole(data_dir)


@HEAVY
def test_a_broken_off_initdb_is_done_again_and_once(tmp_path: Path) -> None:
    """Half a cluster is never taken for one; of many who come at once the first makes it."""
    unfinished = tmp_path / "postgres" / "cluster.unfinished"
    with hold(tmp_path) as holder:
        assert becomes_true((unfinished / "cluster" / "PG_VERSION").exists)
        os.killpg(holder.pid, signal.SIGKILL)
    assert not (tmp_path / "postgres" / "cluster").exists()
    holders = [hold(tmp_path) for _ in range(3)]
    assert all(told(holder) for holder in holders)
    assert len({told(holder, STARTED) for holder in holders}) == 1
    for holder in holders:
        holder.communicate()
    assert not unfinished.exists()
    assert processes(str(tmp_path)) == {}


def test_it_holds_no_terminal_and_no_pipe_of_its_user(data_dir: Path) -> None:
    """`make run | tee log` ends when the program was killed, although the server is still being stopped."""
    with hold(data_dir) as holder:
        told(holder)
        with embedded(data_dir):  # keeps the server
            holder.kill()
            out, _ = holder.communicate(timeout=20)
    assert out == ""


@HEAVY
def test_processes_that_its_user_starts_do_not_hold_it(data_dir: Path) -> None:
    """A program that outlives us, such as an editor, does not keep the server."""
    with embedded(data_dir):
        sleeper = subprocess.Popen(["sleep", "30"])
    assert is_stopped(data_dir)
    sleeper.kill()
    sleeper.wait()
