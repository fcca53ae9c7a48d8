"""One run at a time on a database: who has the lock, who is dead, and what becomes of a lock that was lost."""

import io
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, redirect_stdout
from dataclasses import replace

import pytest

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.run_lock import LOCK, OvertakenError, RunLock
from tasks.run_lock import AnotherRunError, wait_for
from tests.conftest import copied
from tests.postgres.embedded_holder import becomes_true

Locks = Callable[..., RunLock]

END_OF_HOLDERS = """
    select pg_terminate_backend(pid, 5000) from pg_locks
    where locktype = 'advisory' and objid = %s
        and database = (select oid from pg_database where datname = current_database())
"""


@pytest.fixture
def locks(cleared: Database) -> Iterator[Locks]:
    """Return what makes the lock of a run, on this database if no other is named."""
    with ExitStack() as stack:

        def of(run_id: str, database: Database = cleared) -> RunLock:
            lock = RunLock(database, run_id)
            stack.callback(lock.close)
            return lock

        yield of


def cut(database: Database) -> None:
    """Let Postgres lose the connection of whoever has the lock, as when it is started again."""
    with connect(database, autocommit=True) as admin:
        admin.execute(END_OF_HOLDERS, [LOCK])


def signed(lock: RunLock) -> RunLock:
    """Take a lock that nobody has, and sign it."""
    assert lock.take() is None
    lock.sign()
    return lock


def test_a_second_run_is_told_whose_the_lock_is(locks: Locks, cleared: Database) -> None:
    """The run, its process and host, and since when."""
    signed(locks("first"))
    holder = locks("second").take()
    assert holder
    assert ("first", os.getpid(), socket.gethostname()) == (holder.run_id, holder.process, holder.host)
    assert not holder.is_stuck
    assert f"run first (on {cleared}, process {os.getpid()} of {socket.gethostname()}, since 2" in str(holder)


def test_a_run_that_has_not_begun_is_in_the_way_too(locks: Locks, cleared: Database) -> None:
    """It is about to, or finds in a moment that it cannot."""
    locks("first").take()
    assert f"run first (on {cleared})" == str(locks("second").take())


def test_a_program_that_is_none_of_ours_is_in_the_way_too(locks: Locks, cleared: Database) -> None:
    """By chance, or somebody keeps the runs away while something is repaired."""
    with connect(cleared) as other:
        other.execute("select pg_advisory_lock(%s)", [LOCK])
        assert f"another program (on {cleared})" == str(locks("second").take())


def test_a_run_that_has_been_at_it_for_more_than_a_day_is_stuck(locks: Locks, cleared: Database) -> None:
    """Somebody should look at it."""
    signed(locks("first"))
    with connect(cleared, autocommit=True) as connection:
        connection.execute("update etl.open_runs set since = now() - interval '25 hours'")
    with pytest.raises(AnotherRunError, match="see whether it hangs") as refused:
        wait_for([locks("second")], 0)
    assert refused.value.is_stuck


def test_the_lock_is_free_when_the_run_has_ended(locks: Locks) -> None:
    """Nothing is left of it."""
    signed(locks("first")).close()
    second = signed(locks("second"))
    assert {} == second.dead()


def test_the_lock_of_a_run_whose_connection_is_gone_is_free(locks: Locks, cleared: Database) -> None:
    """And its name says that it is dead, until it is forgotten."""
    signed(locks("first"))
    cut(cleared)
    second = signed(locks("second"))
    assert {"first": None} == second.dead()
    second.forget(["first"])
    assert {} == second.dead()


def test_a_run_whose_log_was_out_of_reach_leaves_word(locks: Locks) -> None:
    """The next finds how it ended."""
    first = signed(locks("first"))
    first.leave_word({"status": "success"})
    first.close()
    assert {"first": {"status": "success"}} == signed(locks("second")).dead()


def test_a_lock_whose_connection_was_lost_is_taken_again(locks: Locks, cleared: Database) -> None:
    """Nobody came in between; and whoever comes now meets the same run."""
    first = signed(locks("first"))
    cut(cleared)
    first.keep()
    first.keep()
    holder = locks("second").take()
    assert holder
    assert "first" == holder.run_id


def test_a_run_that_was_overtaken_is_told_by_whom(locks: Locks, cleared: Database) -> None:
    """It must not load what it read before the other."""
    first = signed(locks("first"))
    cut(cleared)
    signed(locks("second"))
    with pytest.raises(OvertakenError, match=r"run second .* came in between"):
        first.keep()


@pytest.mark.parametrize("is_killed", [False, True])
def test_a_run_that_was_overtaken_notices_when_the_other_is_gone(
    locks: Locks, cleared: Database, *, is_killed: bool
) -> None:
    """Whether that one came to its end, and took the name of the first for that of a dead one, or was killed."""
    first = signed(locks("first"))
    cut(cleared)
    second = signed(locks("second"))
    if is_killed:
        cut(cleared)
    else:
        second.forget(list(second.dead()))
        second.close()
    with pytest.raises(OvertakenError, match=r"another run .* came in between"):
        first.keep()


def test_a_run_is_not_in_its_own_way(locks: Locks, cleared: Database) -> None:
    """SOURCE and TARGET may be two names for one database."""
    one, other = locks("first"), locks("first", replace(cleared, sslmode="disable"))
    wait_for([one, other], 0)
    for lock in (one, other, one, other):
        lock.sign()
        lock.keep()
    holder = locks("second").take()
    assert holder
    assert "first" == holder.run_id


def test_a_run_that_waits_keeps_nothing_that_others_want(locks: Locks, cleared: Database, emptied: Database) -> None:
    """It has the locks of all its databases, or of none."""
    signed(locks("first"))
    with pytest.raises(AnotherRunError):
        wait_for([locks("second", emptied), locks("second")], 0)
    assert locks("third", emptied).take() is None


def test_a_run_that_waits_begins_when_the_other_ends(locks: Locks) -> None:
    """It says for whom it waits, once."""
    first, second = signed(locks("first")), locks("second")
    # Not by capsys, which loses what another thread says while it is asked.
    with redirect_stdout(io.StringIO()) as said, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(wait_for, [second], 60)
        assert becomes_true(lambda: "Waiting" in said.getvalue())
        first.close()
        waiting.result(timeout=60)
    assert 1 == said.getvalue().count("Waiting up to 60 seconds for run first (on ")


def test_ctrl_c_ends_the_waiting(locks: Locks) -> None:
    """At once, and the lock is whose it was."""
    signed(locks("first"))
    impatient = threading.Timer(0.5, os.kill, [os.getpid(), signal.SIGINT])
    impatient.start()
    with pytest.raises(KeyboardInterrupt):
        wait_for([locks("second")], 60)
    assert "run first" in str(locks("third").take())


def test_runs_whose_databases_overlap_in_any_way_all_have_their_turn(cleared: Database, server: Database) -> None:
    """Each names its databases in another order: none waits for another that waits for it."""
    with copied(server, cleared.name) as other, ThreadPoolExecutor(4) as pool:
        ways = [[cleared, other], [other, cleared], [cleared], [other]]
        ready = threading.Barrier(len(ways))
        turns = [pool.submit(_turns, ready, f"run {number}", way) for number, way in enumerate(ways)]
        assert [5] * len(ways) == [one.result(timeout=60) for one in turns]


def _turns(ready: threading.Barrier, run_id: str, databases: list[Database]) -> int:
    ready.wait()
    for _ in range(5):
        locks = [RunLock(database, run_id) for database in databases]
        wait_for(locks, 60)
        for lock in locks:
            lock.sign()
        assert [{}] * len(locks) == [lock.dead() for lock in locks]  # nobody else is here
        for lock in locks:
            lock.close()
    return 5
