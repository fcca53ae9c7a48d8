"""The check of how many values a column lacks, against the builds before."""

from collections.abc import Iterable, Iterator
from typing import Any

from tasks.postgres.models.checks import Checked, warned
from tasks.postgres.models.past import Past
from tasks.postgres.models.stats import MartStats

NAME = "columns_do_not_lose_their_values"

# Of the whole: from 10 to 31 percent is too much, from 10 to 29 is not.
MOST = 0.2

COMMENT = """\
In no column of a mart has the share of nulls risen by more than 20 percentage points over the median of the last seven
builds. A field that Spotify no longer gives, or that a reading missed, looks like this."""


def check_null_shares(stats: Iterable[MartStats], past: Past) -> list[Checked]:
    """Return the check of severity warn that finds these columns, those that lost most first."""
    lost = [row for one in stats if one.rows for row in _lost(one, past)]
    lost.sort(key=_gain, reverse=True)
    return [warned(NAME, lost, COMMENT)]


def _lost(now: MartStats, past: Past) -> Iterator[dict[str, Any]]:
    for column, nulls in now.nulls.items():
        share, before = nulls / now.rows, past.shares.get((now.mart, column))
        if before is not None and share - before > MOST:
            yield {
                "mart": now.mart,
                "column": column,
                "share_of_nulls": round(share, 3),
                "median_before": round(before, 3),
            }


def _gain(row: dict[str, Any]) -> float:
    gain: float = row["share_of_nulls"] - row["median_before"]
    return gain
