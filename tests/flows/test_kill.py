"""kill -9 at points drawn over the whole run, run again: the rows of an unbroken run, and no question asked twice.

Each run reads a day into a database that holds the day before, so that rows are closed, rewritten and removed, too.
KILL_SEED draws the points of an earlier time again; make kills draws thirty and says where they fell.
"""

import io
import os
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tasks.console.terminal import say
from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.embedded import embedded
from tasks.sandbox import Sandbox
from tasks.spotify.crawl import workers_for
from tests.conftest import copied
from tests.flows.conftest import Etl, World, environment
from tests.flows.killing import Course, Point, kill_at, kill_postgres, run_again, run_to_the_end
from tests.flows.rows import rows
from tests.flows.watching import running, watching
from tests.postgres.embedded_holder import becomes_true, is_stopped

POINTS = 30
HANDFUL = 2

# Threads that ask at the same time: so many answers can be under way when the process dies.
WORKERS = workers_for(10_000)

YESTERDAY, TODAY = 11, 12

# What a run leaves for the next, without the times by our clock at which it was written, and marts as they are.
LEFT = {
    "etl.watermarks": ["loaded_at"],
    "etl.backlog": ["queued_at"],
    "etl.capabilities": ["first_seen", "last_seen"],
    "etl.deleted_rows": ["deleted_at"],
    "etl.open_runs": [],
}

TABLES = "select schemaname || '.' || tablename from pg_tables where schemaname in ('etl', 'marts') order by 1"


def everything(database: Database) -> dict[str, list[str]]:
    """Return what two runs must leave alike: schema spotify without loaded_at, the marts, and what etl knows."""
    found = rows(database)
    with connect(database) as connection:
        for (table,) in connection.execute(TABLES).fetchall():
            if table.startswith("marts.") or table in LEFT:
                query = f"select (to_jsonb(t) - %s::text[])::text from {table} as t order by 1"
                found[table] = [row[0] for row in connection.execute(query.encode(), [LEFT.get(table, [])]).fetchall()]
    return found


@dataclass(frozen=True)
class Unbroken:
    """What an unbroken run leaves, and what it takes."""

    rows: dict[str, list[str]]
    course: Course


@dataclass
class Kills:
    """The database of yesterday, an unbroken run that goes on from it; the points, and where they fell."""

    server: Database
    yesterday: Database
    today: Unbroken
    seed: str
    begun: Counter[str] = field(default_factory=Counter)
    made_good: Counter[str] = field(default_factory=Counter)
    fell: Counter[str] = field(default_factory=Counter)

    def point(self, number: int) -> Point:
        """Return one of the points."""
        return Point.drawn(self.seed, number)

    @contextmanager
    def counted(self, how: str) -> Iterator[list[str]]:
        """Count a run that is killed, and as made good if nothing is raised; what is yielded takes where it was."""
        self.begun[how] += 1
        fell: list[str] = []
        try:
            yield fell
            self.made_good[how] += 1
        finally:
            self.fell += Counter(where.partition(" (")[0] for where in fell)
            say(f"  killed {how}: {', then '.join(fell)} (KILL_SEED={self.seed})")

    def told(self) -> str:
        """Return how many of the runs were made good, and where they had been killed."""
        runs = ", ".join(f"{self.made_good[how]} of {self.begun[how]} killed {how}" for how in self.begun)
        where = ", ".join(f"{count} in {phase}" for phase, count in self.fell.most_common())
        return f"Made good by the next run: {runs} ({where}). KILL_SEED={self.seed}"


@pytest.fixture(scope="module")
def kills(
    server: Database, template: Database, prefect_server: None, world: World, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Kills]:
    """Yesterday's database and an unbroken run, and at the end a line about the kills."""
    seed = os.environ.get("KILL_SEED") or secrets.token_hex(4)
    with copied(server, template.name) as yesterday, world(day=YESTERDAY) as sandbox:
        run_to_the_end(sandbox, yesterday, tmp_path_factory.mktemp("yesterday"))
        sandbox.move_to(TODAY)
        done = Kills(server, yesterday, _unbroken(sandbox, server, yesterday, tmp_path_factory.mktemp("today")), seed)
        yield done
        say(done.told())


@pytest.fixture(scope="module")
def from_nothing(kills: Kills, template: Database, world: World, tmp_path_factory: pytest.TempPathFactory) -> Unbroken:
    """An unbroken run into an empty database."""
    with world(day=TODAY) as sandbox:
        return _unbroken(sandbox, kills.server, template, tmp_path_factory.mktemp("nothing"))


def _unbroken(sandbox: Sandbox, server: Database, begin: Database, data_dir: Path) -> Unbroken:
    sandbox.clear_log()
    with copied(server, begin.name) as database:
        course = run_to_the_end(sandbox, database, data_dir)
        return Unbroken(everything(database), course)


def asked(sandbox: Sandbox) -> Counter[str]:
    """Return how often each question was answered."""
    questions = (f"{one.path} {sorted(one.query.items())}" for one in sandbox.log if one.status == 200)
    return Counter(question for question in questions if "token" not in question)


Killed = tuple[Sandbox, Database, list[str]]


@contextmanager
def killed(points: list[Point], kills: Kills, world: World, data_dir: Path) -> Iterator[Killed]:
    """Run and kill the program at one point after the other, and yield where that was.

    A run that has ended before it could be killed is made once more from the beginning, and killed earlier.
    """
    with copied(kills.server, kills.yesterday.name) as database, world(day=TODAY) as sandbox:
        variables = environment(sandbox, database, data_dir)
        with watching(sandbox, lambda: database) as watch:
            fell = [kill_at(point, kills.today.course, watch, variables) for point in points]
        if all(fell):
            yield sandbox, database, fell
            return
    with killed([point.earlier() for point in points], kills, world, data_dir) as again:
        yield again


def run_to_completion(etl: Etl, sandbox: Sandbox, database: Database) -> None:
    """Run the flow; what it prints is not for whoever reads of the kills."""
    with redirect_stdout(io.StringIO()):
        state = etl(sandbox, database, library=True, transform=True)
    assert state.is_completed(), state.message


@pytest.mark.parametrize("number", [pytest.param(n, marks=[pytest.mark.heavy] * (n >= HANDFUL)) for n in range(POINTS)])
def test_a_killed_run_is_finished_by_the_next(
    number: int, kills: Kills, world: World, etl: Etl, tmp_path: Path
) -> None:
    """Wherever it falls, the next run takes up the answers and completes the rows."""
    with (
        kills.counted("once") as fell,
        killed([kills.point(number)], kills, world, tmp_path) as (sandbox, database, (where,)),
    ):
        fell.append(where)
        run_to_completion(etl, sandbox, database)
        assert kills.today.rows == everything(database)
        repeated = sum(count - 1 for count in asked(sandbox).values())
        # Once its window is closed a run has ended well, whatever becomes of its report; the next one asks anew.
        assert where == "report" or repeated <= WORKERS


@pytest.mark.heavy
@pytest.mark.parametrize("number", range(5))
def test_a_run_that_is_killed_twice_is_finished_by_the_next(
    number: int, kills: Kills, world: World, etl: Etl, tmp_path: Path
) -> None:
    """The second kill hits a run that was taking up what the first had left."""
    points = [Point("extract", kills.point(number).share), kills.point(number + POINTS)]
    with kills.counted("twice") as fell, killed(points, kills, world, tmp_path) as (sandbox, database, where):
        fell.extend(where)
        run_to_completion(etl, sandbox, database)
        assert kills.today.rows == everything(database)


@pytest.mark.heavy
@pytest.mark.parametrize("number", range(5))
def test_a_run_that_is_killed_with_its_postgres_is_finished_by_the_next(
    number: int, kills: Kills, from_nothing: Unbroken, world: World, tmp_path: Path
) -> None:
    """As when a container is taken down: the embedded server, its supervisor and its backends die at the same time."""
    with kills.counted("with its Postgres") as fell, world(day=TODAY) as sandbox:
        point = kills.point(number + 2 * POINTS)
        fell.append(killed_with_postgres(point, from_nothing.course, sandbox, tmp_path))
        run_again(embedded_environment(sandbox, tmp_path))
        with embedded(tmp_path) as database:
            assert from_nothing.rows == everything(database)


def killed_with_postgres(point: Point, course: Course, sandbox: Sandbox, data_dir: Path) -> str:
    """Run the program with a Postgres of its own, kill both, and return where that was."""
    variables = embedded_environment(sandbox, data_dir)
    with watching(sandbox, lambda: running(data_dir)) as watch:
        where = kill_at(point, course, watch, variables, lambda: kill_postgres(data_dir))
    if where:
        assert becomes_true(lambda: not (data_dir / "postgres").exists() or is_stopped(data_dir))
        return where
    shutil.rmtree(data_dir)
    data_dir.mkdir()
    return killed_with_postgres(point.earlier(), course, sandbox, data_dir)


def embedded_environment(sandbox: Sandbox, data_dir: Path) -> dict[str, str]:
    """Return the variables of a person who has no Postgres."""
    given = environment(sandbox, Database("", 0, "", ""), data_dir)
    return {name: value for name, value in given.items() if not name.startswith("TARGET_")}
