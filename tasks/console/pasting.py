"""Lines that a person pastes while something else is waited for too.

Not input(): that blocks, and a thread that sits in it keeps the program from ending.
"""

import os
import select
import sys
import time


def stdin() -> int | None:
    """Return the number of the standard input, None where there is none."""
    try:
        return sys.stdin.fileno()
    except (AttributeError, OSError, ValueError):
        return None


class Pasting:
    """Lines from a file descriptor; None is a standard input that is not there. `is_over` once no line can come."""

    def __init__(self, number: int | None) -> None:
        self._number = number
        self._read = b""

    @property
    def is_over(self) -> bool:
        """Whether the input has ended."""
        return self._number is None

    def line(self, seconds: float) -> str:
        """Return the next line without its end, "" where none came within so many seconds or it was blank."""
        if b"\n" not in self._read:
            self._fill(seconds)
        line, end, rest = self._read.partition(b"\n")
        if not end and not self.is_over:
            return ""
        self._read = rest
        return line.decode("utf-8", "replace").strip()

    def _fill(self, seconds: float) -> None:
        if self._number is None:
            time.sleep(seconds)
        elif select.select([self._number], [], [], seconds)[0]:
            more = os.read(self._number, 65_536)
            self._read += more
            self._number = self._number if more else None
