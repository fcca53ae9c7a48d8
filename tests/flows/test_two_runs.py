"""Two runs at once on the same databases, runs that were killed, and a log that is out of reach: what the log says."""

import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from prefect import flow
from prefect.client.schemas.objects import State
from psycopg import sql

from flows.conclusion import Steps, concluded
from flows.main import pipeline
from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.pipeline_logs import log_start
from tasks.postgres.run_lock import RunLock
from tasks.sandbox import Sandbox
from tasks.selection import Run
from tasks.summary import Summary
from tests.conftest import copied
from tests.flows.conftest import Etl, World, environment
from tests.flows.killing import LOG, program, until
from tests.flows.rows import rows, scalar
from tests.postgres.test_run_lock import cut, signed

SMALL: dict[str, Any] = {"playlists": ["Germany=37i9dQZEVXbJiZcmkrIHGU"], "artists": [], "library": False}

AT_ONCE = {"RUN_WAIT_SECONDS": "0"}

ENDS = """
    select l.run_id, l.status, l.error_class, l.logs from etl.pipeline_logs as l
    where l.status <> 'start' order by l."timestamp"
"""

WAITING = """
    select count(*) from pg_stat_activity
    where datname = current_database() and application_name like 'spotify-etl run %'
"""


def ends(database: Database) -> list[tuple[Any, ...]]:
    """Return how runs ended: id, status, class of the error, sentence."""
    with connect(database) as connection:
        return connection.execute(ENDS.encode()).fetchall()


def names(database: Database, role: str) -> dict[str, str]:
    """Return the variables that name a database in a role."""
    middle = "" if role == "LOGGING" else "DB_"
    return {
        f"{role}_SERVER_NAME": database.host,
        f"{role}_PORT": str(database.port),
        f"{role}_{middle}USERNAME": database.user,
        f"{role}_{middle}PASSWORD": database.password.get_secret_value(),
        f"{role}_DATABASE_NAME": database.name,
    }


@contextmanager
def at_work(database: Database, run_id: str = "8ddd5101") -> Iterator[None]:
    """Be a run that works on a database."""
    lock = signed(RunLock(database, run_id))
    try:
        yield
    finally:
        lock.close()


Taken = Callable[..., State]


@pytest.fixture
def taken(prefect_server: None, migrated: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Taken:
    """Return a function that runs other steps than the pipeline's, or these and more, and returns the final state."""

    def run(sandbox: Sandbox, steps: Steps, variables: Mapping[str, str] = MappingProxyType({})) -> State:
        for name, value in {**environment(sandbox, migrated, tmp_path), **variables}.items():
            monkeypatch.setenv(name, value)

        @flow(name="other steps", persist_result=False)
        def other_steps() -> State:
            return concluded(Run(**SMALL), steps)

        state: State = other_steps(return_state=True)
        return state

    return run


@pytest.fixture
def second(server: Database, template: Database) -> Iterator[Database]:
    """A database beside `migrated`."""
    with copied(server, template.name) as fresh:
        yield fresh


@pytest.mark.parametrize("role", ["SOURCE", "TARGET"])
def test_a_run_that_waits_in_vain_asks_nothing_and_writes_nothing(
    role: str, world: World, etl: Etl, migrated: Database, second: Database
) -> None:
    """Whichever of its databases the other works on; it has not failed, and it is logged whose turn it was."""
    variables = AT_ONCE | names(second, "SOURCE") | names(migrated, "LOGGING")
    with world() as sandbox, at_work({"SOURCE": second, "TARGET": migrated}[role]):
        state = etl(sandbox, variables=variables, **SMALL)
        assert [] == sandbox.log
    assert ("Skipped", True) == (state.name, state.is_completed())
    assert "run 8ddd5101 (on " in str(state.message)
    ((_, *end),) = ends(migrated)
    assert ["deferred", "AnotherRunError", state.message] == end
    assert [False, False] == [any(rows(database).values()) for database in (migrated, second)]
    assert scalar(migrated, "select count(*) from etl.pipeline_logs where status = 'start'") == 0


def test_a_run_that_hangs_is_no_reason_to_skip_for_ever(world: World, etl: Etl, migrated: Database) -> None:
    """After a day the schedule fails, so that somebody hears of it."""
    with world() as sandbox, at_work(migrated):
        with connect(migrated) as connection:
            connection.execute("update etl.open_runs set since = now() - interval '25 hours'")
        state = etl(sandbox, variables=AT_ONCE, **SMALL)
    assert state.is_failed()
    assert "see whether it hangs" in str(state.message)
    assert ["fail"] == [status for _, status, *_ in ends(migrated)]


def test_a_plan_waits_for_nobody(world: World, etl: Etl, migrated: Database) -> None:
    """It writes nothing that another could want."""
    with world() as sandbox, at_work(migrated):
        assert "Planned" == etl(sandbox, variables=AT_ONCE, plan=True, **SMALL).name


def started(sandbox: Sandbox, database: Database, folder: Path) -> AbstractContextManager["subprocess.Popen[bytes]"]:
    """Run the program as a person does, and kill it at the end."""
    folder.mkdir(exist_ok=True)
    return program(environment(sandbox, database, folder))


def printed(folder: Path) -> str:
    """Return what the program has printed."""
    return (folder / LOG).read_text()


@pytest.mark.heavy
def test_two_that_start_at_the_same_instant_work_one_after_the_other(
    world: World, prefect_server: None, migrated: Database, tmp_path: Path
) -> None:
    """Two programs on one empty database: both end well, and the second finds everything read."""
    with world() as sandbox, ExitStack() as stack:
        folders = [tmp_path / name for name in ("one", "two")]
        both = [stack.enter_context(started(sandbox, migrated, folder)) for folder in folders]
        assert [0, 0] == [process.wait(timeout=300) for process in both], [printed(folder) for folder in folders]
    order = 'select status from etl.pipeline_logs order by "timestamp"'
    with connect(migrated) as connection:
        assert ["start", "success"] * 2 == [row[0] for row in connection.execute(order.encode())]
    assert [False, True] == sorted("Waiting up to 600 seconds for run " in printed(folder) for folder in folders)
    assert "Nothing has changed" in ends(migrated)[1][3]
    assert scalar(migrated, "select count(*) from etl.open_runs") == 0


@pytest.mark.heavy
def test_ctrl_c_ends_a_run_that_waits(world: World, prefect_server: None, migrated: Database, tmp_path: Path) -> None:
    """At once, with the exit code of an interruption; the other works on."""
    with world() as sandbox, at_work(migrated), started(sandbox, migrated, tmp_path) as process:
        until(lambda: scalar(migrated, WAITING) == 2, process)
        process.send_signal(signal.SIGINT)
        assert 130 == process.wait(timeout=60), printed(tmp_path)
        assert [] == sandbox.log
        assert scalar(migrated, WAITING) == 1
    assert ["fail"] == [status for _, status, *_ in ends(migrated)]


def test_a_killed_run_is_marked_by_the_next(
    world: World, etl: Etl, migrated: Database, second: Database, tmp_path: Path
) -> None:
    """Once, with who noticed it; a run that works on other databases and logs to the same table is left alone."""
    with connect(migrated) as connection:
        log_start(connection, "elsewhere", {})
    with world() as sandbox, at_work(second, "elsewhere"):
        with started(sandbox, migrated, tmp_path) as process:
            until(lambda: len(sandbox.log) >= 3, process)
        killed = scalar(migrated, "select run_id from etl.pipeline_runs where run_id <> 'elsewhere'")
        assert [] == ends(migrated)
        assert [True, True] == [etl(sandbox, **SMALL).is_completed() for _ in range(2)]
    (marked, noticing, last) = ends(migrated)
    assert (killed, "fail", "Killed") == marked[:3]
    assert f"Run {noticing[0]}" in marked[3]
    assert ["success", "success"] == [noticing[1], last[1]]
    assert scalar(migrated, "select status from etl.pipeline_runs where run_id = 'elsewhere'") == "unfinished"


def test_a_run_whose_lock_was_lost_takes_it_again(world: World, taken: Taken, migrated: Database) -> None:
    """Postgres forgot it, and nobody came in between."""

    def steps(run: Run, summary: Summary) -> State:
        cut(migrated)
        return pipeline(run, summary)

    with world() as sandbox:
        state = taken(sandbox, steps)
    assert "Completed" == state.name, state.message
    assert scalar(migrated, "select count(*) from spotify.playlist_items") != 0
    assert scalar(migrated, "select count(*) from etl.open_runs") == 0


def test_a_run_that_was_overtaken_does_not_load(world: World, taken: Taken, migrated: Database) -> None:
    """What it has read is older than what the other read."""
    with world() as sandbox, ExitStack() as stack:

        def steps(run: Run, summary: Summary) -> State:
            cut(migrated)
            stack.enter_context(at_work(migrated))
            return pipeline(run, summary)

        state = taken(sandbox, steps)
    assert state.is_failed()
    assert "run 8ddd5101" in str(state.message)
    assert not any(rows(migrated).values())
    assert [("fail", "OvertakenError")] == [end[1:3] for end in ends(migrated)]


def renamed(database: Database, name: str) -> Database:
    """Give a database that nobody is connected to another name."""
    with connect(database.named("postgres"), autocommit=True) as admin:
        names = sql.Identifier(database.name), sql.Identifier(name)
        admin.execute(sql.SQL("alter database {} rename to {}").format(*names))
    return database.named(name)


def test_a_log_out_of_reach_changes_nothing_but_the_log(
    world: World, taken: Taken, migrated: Database, second: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """The run ends as it would have, with a sentence; the next run writes down how it ended."""
    away = f"{second.name}_away"

    def steps(run: Run, summary: Summary) -> State:
        renamed(second, away)
        return pipeline(run, summary)

    with world() as sandbox:
        state = taken(sandbox, steps, names(second, "LOGGING"))
        warned = capsys.readouterr().err
        renamed(second.named(away), second.name)
        assert [] == ends(second)
        again = taken(sandbox, pipeline, names(second, "LOGGING"))
    assert ["Completed", "Completed"] == [state.name, again.name]
    assert 1 == len(warned.strip().splitlines())
    assert "The end of this run could not be logged: The database " in warned
    assert [("success", None, True), ("success", None, True)] == [
        (status, error, text.startswith(str(message.message)))
        for (_, status, error, text), message in zip(ends(second), (state, again), strict=True)
    ]
