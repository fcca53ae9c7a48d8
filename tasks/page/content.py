"""What the page is told: how the run ended, as plain values, and what the marts say, as frames."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

Rows = Sequence[Mapping[str, object]]


@dataclass(frozen=True)
class Run:
    """How the run went: sentences and numbers that need no database.

    `is_kept` is true where a check kept the marts of an earlier run, which the page then shows; `changed` has one row
    a table that is other than before, `checks` one a check that found something; `tiles` are numbers for the top.
    """

    name: str
    ended_at: datetime
    status: str
    message: str
    source: str
    is_first: bool = False
    is_kept: bool = False
    notes: Sequence[str] = ()
    tiles: Sequence[tuple[str, str]] = ()
    facts: Sequence[tuple[str, str]] = ()
    changed: Rows = ()
    checks: Rows = ()


@dataclass(frozen=True)
class Content:
    """A run and the frames by name; a frame that is missing counts as empty."""

    run: Run
    frames: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    def frame(self, name: str) -> pl.DataFrame:
        """Return the frame of that name, an empty one where there is none."""
        return self.frames.get(name, pl.DataFrame())
