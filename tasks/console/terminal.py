"""One console for the whole process: progress goes through it, so that nothing breaks a progress bar in two."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

OUT = Console(highlight=False, soft_wrap=True)
ERR = Console(stderr=True, highlight=False, soft_wrap=True)


_log: list[logging.Logger] = []


def tell_by(log: logging.Logger) -> None:
    """Hand whatever is told to a logger from now on, and print nothing."""
    _log[:] = [log]


def say(text: str) -> None:
    """Print one line."""
    if not logged(logging.INFO, text):
        OUT.print(text, markup=False)


def complain(text: str) -> None:
    """Print one line on stderr."""
    if not logged(logging.ERROR, text):
        ERR.print(text, markup=False, style="red" if ERR.is_terminal else None)


def logged(level: int, text: str, rows: Sequence[Mapping[str, object]] = ()) -> bool:
    """Hand a line, and the rows of a table, to the logger; return False where there is none."""
    for log in _log:
        log.log(level, "%s", text.strip(), extra={"rows": rows} if rows else None)
    return bool(_log)


class Reading:
    """The progress of one resource: requests answered of those known so far."""

    def __init__(self, progress: Progress, bar: TaskID) -> None:
        self._progress = progress
        self._bar = bar
        self.answered = 0

    def expect(self, more: int) -> None:
        """Add requests that an answer called for."""
        self._progress.update(self._bar, total=(self._progress.tasks[0].total or 0) + more)

    def answer(self, *_: object) -> None:
        """Count one answer, whatever it is."""
        self.answered += 1
        self._progress.advance(self._bar)


@contextmanager
def reading(name: str, total: int) -> Iterator[Reading]:
    """Show the progress of one resource while it is read; one line stays when it is done."""
    columns = (
        TextColumn("  {task.description:<24}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TextColumn("answers"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=OUT, disable=not OUT.is_terminal or bool(_log)) as progress:
        one = Reading(progress, progress.add_task(name, total=total))
        yield one
    if not OUT.is_terminal or _log:
        say(f"  {name:<24} {one.answered:>6,} {'answer' if one.answered == 1 else 'answers'}")
