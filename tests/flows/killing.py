"""kill -9 of the program at a point of its run that was drawn, and what it was doing there.

The program is stopped first (SIGSTOP), so that Postgres can be asked in peace how far it has come, and then killed with
its whole process group; neither signal can be caught. An embedded Postgres is not of that group.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from prefect.settings import PREFECT_API_URL

from tasks.postgres.database import Database
from tasks.sandbox import Sandbox
from tests.flows.conftest import SELECTION, environment
from tests.flows.watching import Watch, watching
from tests.postgres.embedded_holder import processes

ROOT = Path(__file__).resolve().parents[2]

OPTIONS = [
    "--library",
    *(f"--playlists={playlist}" for playlist in SELECTION["playlists"]),
    *(f"--artists={artist}" for artist in SELECTION["artists"]),
]

# Beside what the program keeps.
LOG = "program.log"

# Drawn from the whole time of a run, from its requests, and from the time of each later phase, short as it is.
KINDS = ("load", "extract", "transform", "report", "any moment")


@dataclass(frozen=True)
class Point:
    """Where a kill is to fall: a kind, and how far into its length as a share."""

    kind: str
    share: float

    @classmethod
    def drawn(cls, seed: str, number: int) -> "Point":
        """Return the point of a number, the same for the same seed; the kinds take turns."""
        return cls(KINDS[number % len(KINDS)], random.Random(f"{seed} {number}").random())  # noqa: S311 - no secret

    def earlier(self) -> "Point":
        """Return a point for a run that went faster than the unbroken one, and had ended."""
        return Point(self.kind, self.share / 2)


@dataclass
class Course:
    """What an unbroken run takes: seconds from its start in all and in each phase, and requests."""

    seconds: float = 0.0
    requests: int = 0
    phases: dict[str, float] = field(default_factory=dict)


@contextmanager
def program(variables: dict[str, str], *further: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run flows/main.py as a person does, in a process group of its own, and kill that at the end."""
    command = [sys.executable, str(ROOT / "flows" / "main.py"), *OPTIONS, *further]
    surroundings = os.environ | variables | {"PREFECT_API_URL": str(PREFECT_API_URL.value())}
    with (Path(variables["DATA_DIR"]) / LOG).open("ab") as log:
        process = subprocess.Popen(command, env=surroundings, stdout=log, stderr=log, start_new_session=True)
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def run_to_the_end(sandbox: Sandbox, database: Database, data_dir: Path) -> Course:
    """Run the program undisturbed and return what it took; a run that fails fails the test."""
    course, began = Course(), time.monotonic()
    with watching(sandbox, lambda: database) as watch, program(environment(sandbox, database, data_dir)) as process:
        while process.poll() is None:
            phase, since = watch.phase(), time.monotonic()
            until(lambda now=phase: watch.phase() != now, process)  # type: ignore[misc]
            course.phases[phase] = course.phases.get(phase, 0.0) + time.monotonic() - since
    assert process.returncode == 0, (data_dir / LOG).read_text()
    assert {"start", "extract", "load", "transform", "report"} <= course.phases.keys()
    course.seconds, course.requests = time.monotonic() - began, watch.requests
    return course


def run_again(variables: dict[str, str], *further: str) -> None:
    """Run the program to its end; a run that fails fails the test."""
    with program(variables, *further) as process:
        process.wait()
    assert process.returncode == 0, (Path(variables["DATA_DIR"]) / LOG).read_text()


def kill_postgres(data_dir: Path) -> None:
    """Kill the embedded server with its supervisor and its backends, whose command lines do not name the folder."""
    numbers = set(processes(str(data_dir)))
    listed = subprocess.run(["ps", "-Ao", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [line.split() for line in listed.splitlines()]
    for number in numbers | {int(child) for child, parent in pairs if int(parent) in numbers}:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def kill_at(
    point: Point, course: Course, watch: Watch, variables: dict[str, str], others: Callable[[], None] = lambda: None
) -> str:
    """Run the program, kill it at a point, `others` with it, and return where that was; "" if it had ended before."""
    with program(variables) as process:
        _reach(point, course, watch, process)
        if process.poll() is not None:
            return ""
        os.killpg(process.pid, signal.SIGSTOP)
        where = watch.where()
        os.killpg(process.pid, signal.SIGKILL)
        others()
    return where


def _reach(point: Point, course: Course, watch: Watch, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the program is where it is to be killed, or has ended."""
    if point.kind == "extract":
        goal = watch.requests + round(point.share * course.requests)
        until(lambda: watch.requests >= goal, process)
    elif point.kind in course.phases:
        until(lambda: watch.phase() == point.kind, process)
        _rest(point.share * course.phases[point.kind], process)
    else:
        _rest(point.share * course.seconds, process)


def until(condition: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    """Wait for a condition, or for the end of the program."""
    while process.poll() is None and not condition():
        time.sleep(0.01)


def _rest(seconds: float, process: "subprocess.Popen[bytes]") -> None:
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
