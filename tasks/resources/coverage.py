"""Which stretches of time the readings of a listener's plays cover, and between which of them plays may be lost.

A reading lists the latest plays without a gap, so that it covers the time from the oldest of them to its own moment.
Spotify keeps about fifty: whoever plays more between two readings leaves a stretch that no reading covers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import polars as pl

from tasks.resources.columns import TIME

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "user_id": pl.String,
    "began_at": TIME,
    "ended_at": TIME,
    "is_covered": pl.Boolean,
}


class Stretch(NamedTuple):
    """A stretch of time."""

    began_at: datetime
    ended_at: datetime


@dataclass(frozen=True)
class Heard:
    """What is known of a listener's plays: since when there are readings, what they cover, when the last play was.

    `covered` is in order and its stretches do not touch; it is empty before the first reading.
    """

    since: datetime | None = None
    covered: tuple[Stretch, ...] = ()
    last_play: datetime | None = None

    @property
    def until(self) -> datetime:
        """When the last reading was; not to be asked before the first."""
        return self.covered[-1].ended_at

    @property
    def reach(self) -> datetime:
        """How far the next reading must go back, for nothing to be lost: to the last known play."""
        return min(self.last_play or self.until, self.until)

    @property
    def gaps(self) -> tuple[Stretch, ...]:
        """The stretches since the first reading that none covers."""
        begins = [self.since or self.covered[0].began_at, *(one.ended_at for one in self.covered)]
        pairs = zip(begins, (one.began_at for one in self.covered), strict=False)
        return tuple(Stretch(*pair) for pair in pairs if pair[0] < pair[1])


@dataclass(frozen=True)
class Reach:
    """How far a reading went: its moment, its oldest play, and whether older ones may have been behind that."""

    at: datetime
    oldest: datetime | None
    is_cut: bool

    @property
    def begin(self) -> datetime:
        """Since when nothing is missing in it."""
        return min(self.oldest or self.at, self.at)

    def falls_short(self, heard: Heard) -> bool:
        """True where plays may be lost between what was known and this reading."""
        return self.is_cut and bool(heard.covered) and self.begin > heard.reach

    def lost(self, heard: Heard) -> Stretch | None:
        """Return the stretch that it leaves uncovered.

        What was heard up to the last reading is not doubted, unless this one brings plays from before it: then others
        of that time may have come late as well.
        """
        if not self.falls_short(heard):
            return None
        return Stretch(heard.until if self.begin > heard.until else heard.reach, self.begin)

    def added(self, heard: Heard) -> Heard:
        """Return what is known with this reading."""
        if not heard.covered:
            return Heard(self.begin, (Stretch(self.begin, self.at),))
        lost = self.lost(heard)
        before = _until(heard.covered, lost.began_at) if lost else heard.covered
        begin = self.begin if self.is_cut else min(self.begin, heard.until)
        covered = _melted([*before, Stretch(begin, self.at)])
        return Heard(min(heard.since or begin, covered[0].began_at), covered)


def coverage_rows(heard: Heard, user_id: str) -> pl.DataFrame:
    """Grain: one stretch of time that readings cover, or that lies between two such."""
    covered = [one for one in heard.covered if one.began_at < one.ended_at] or heard.covered
    rows = [(user_id, *one, True) for one in covered] + [(user_id, *one, False) for one in heard.gaps]
    return pl.DataFrame(sorted(rows), SCHEMA, orient="row")


def _until(stretches: Sequence[Stretch], moment: datetime) -> list[Stretch]:
    return [Stretch(one.began_at, min(one.ended_at, moment)) for one in stretches if one.began_at <= moment]


def _melted(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return the same time in the fewest stretches, in order."""
    melted: list[Stretch] = []
    for one in sorted(stretches):
        if melted and one.began_at <= melted[-1].ended_at:
            melted[-1] = Stretch(melted[-1].began_at, max(melted[-1].ended_at, one.ended_at))
        else:
            melted.append(one)
    return tuple(melted)
