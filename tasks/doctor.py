"""What is found when everything that a run needs is looked at, one finding a line, each with what to do.

A check is a generator of findings that raises nothing a person could mend; what it does raise becomes a finding too.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tasks.advice import advice
from tasks.postgres.connect import DatabaseError
from tasks.postgres.embedded import EmbeddedError
from tasks.spotify.errors import SpotifyError

Level = Literal["ok", "warning", "problem"]


@dataclass(frozen=True)
class Finding:
    """One thing looked at: how it is, and what to do where it is not well."""

    level: Level
    about: str
    text: str

    def __str__(self) -> str:
        return f"{self.level:<9}{self.about:<26}{self.text}"


Check = Callable[[], Iterable[Finding]]


def ok(about: str, text: str) -> Finding:
    """All is well."""
    return Finding("ok", about, text)


def warning(about: str, text: str) -> Finding:
    """A run works, but something is missing from it or soon will be."""
    return Finding("warning", about, text)


def problem(about: str, text: str) -> Finding:
    """A run will fail."""
    return Finding("problem", about, text)


def found(about: str, check: Check) -> Iterator[Finding]:
    """Yield the findings of a check; an error is the last of them."""
    try:
        yield from check()
    except SpotifyError as error:
        yield problem(about, advice(error))
    except (ValueError, DatabaseError, EmbeddedError) as error:
        yield problem(about, str(error))
    except Exception as error:  # noqa: BLE001 - a doctor does not fall ill; the text may hold anything, also a secret
        yield problem(about, f"could not be looked at, which is a defect of this program ({_where(error)})")


def _where(error: Exception) -> str:
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    return f"{type(error).__name__} in {last.tb_frame.f_code.co_name}" if last else type(error).__name__
