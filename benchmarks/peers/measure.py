"""What a process and all that it starts take: seconds by the clock and of CPU, memory at most; and the server's CPU."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")

# Between two looks at the memory of the tree: often enough for loads of seconds, and too seldom to weigh.
PAUSE = 0.2


class ToolError(RuntimeError):
    """A tool ended with an error, or stored something else than it was given."""


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock, CPU seconds of the tree and of the Postgres server, bytes of memory of the tree at most."""

    wall: float
    cpu: float
    server: float
    resident: int


def run(
    command: Sequence[str], variables: Mapping[str, str], stdin: Path | None, log: Path, server: int | None
) -> Taken:
    """Run a command to its end; `server` is the postmaster. Raises ToolError with the end of its output."""
    before = _server_seconds(server)
    began = time.perf_counter()
    with (stdin or Path(os.devnull)).open("rb") as given, log.open("wb") as told:
        process = subprocess.Popen(  # noqa: S603 - ourselves, or a tool of tools.py
            command, env=variables, stdin=given, stdout=told, stderr=subprocess.STDOUT, start_new_session=True
        )
        with _Watched(process.pid) as watched:
            _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ToolError(f"It ended with {process.returncode}: {_tail(log)}")
    resident = max(used.ru_maxrss * 1024, watched.most)
    return Taken(wall, used.ru_utime + used.ru_stime, _server_seconds(server) - before, resident)


class _Watched:
    """Looks from time to time how much memory a session of processes holds in all."""

    def __init__(self, session: int) -> None:
        self.most = 0
        self._session = session
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "_Watched":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(PAUSE):
            # Beside what the kernel says of the largest process alone: pages that two share count twice here.
            held = sum(int(fields[21]) * PAGE for _, fields in _processes() if int(fields[3]) == self._session)
            self.most = max(self.most, held)


def _processes() -> Iterator[tuple[int, list[str]]]:
    """Yield the processes of this machine, each with its fields in /proc/PID/stat from the state on."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            yield int(stat.parent.name), _fields(stat)
        except OSError:
            continue  # it ended meanwhile


def _fields(stat: Path) -> list[str]:
    return stat.read_text().rpartition(")")[2].split()


def _server_seconds(postmaster: int | None) -> float:
    """Return the CPU seconds of a Postgres server so far: of its processes, and of those that ended."""
    while True:
        times = {process: fields for process, fields in _processes() if postmaster in {process, int(fields[1])}}
        own = times.pop(postmaster, None) if postmaster else None
        # A process that ends meanwhile would count nowhere or twice: what the postmaster has of such must stand still.
        if own is None or own[13:15] == _fields(Path(f"/proc/{postmaster}/stat"))[13:15]:
            return sum(sum(map(int, fields[11:13])) for fields in times.values()) / TICKS + _whole(own)


def _whole(postmaster: list[str] | None) -> float:
    return sum(map(int, postmaster[11:15])) / TICKS if postmaster else 0.0


def _tail(log: Path) -> str:
    return " / ".join(log.read_text(errors="replace").strip().splitlines()[-5:])[-1500:]
