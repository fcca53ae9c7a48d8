"""A sandbox in a process of its own, so that what it takes is not counted as ours."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """A running sandbox: the variables that lead to it, as it prints them, and the number of its process."""

    variables: dict[str, str]
    process: int

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        host, _, port = self.variables["SPOTIFY_ACCOUNTS_URL"].removeprefix("http://").partition(":")
        return host, int(port)

    def seconds(self) -> float:
        """CPU seconds spent so far, user and system; 0 where there is no /proc to tell."""
        try:
            fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def served_by(*options: str) -> Iterator[Served]:
    """Run `python -m tasks.sandbox` with these options for as long as the `with` lasts."""
    command = [sys.executable, "-m", "tasks.sandbox", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield Served(dict(pair.split("=", 1) for pair in line.split()), process.pid)
        finally:
            process.terminate()
