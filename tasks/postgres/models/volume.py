"""Checks of how many rows a mart has, against the builds before: what no SELECT on one state of the data can see."""

from collections.abc import Iterable

from tasks.postgres.models.checks import Checked, warned
from tasks.postgres.models.past import Past, PastRows
from tasks.postgres.models.stats import MartStats

SHRUNK = """\
No mart has less than half the rows that it had in the median of its last seven builds.
Rows that a reading lost, or a join that finds nothing any more, look like this; so does a playlist that was dropped on
purpose."""

EMPTIED = """\
No mart that had rows has none now.
What it is made from is gone, or no longer found."""


def check_volume(stats: Iterable[MartStats], past: Past) -> list[Checked]:
    """Return two checks of severity warn: marts that shrank, marts that became empty; a mart without a past is new."""
    known = [(one, past.rows[one.mart]) for one in stats if one.mart in past.rows]
    shrunk = [_row(now, before) for now, before in known if 0 < now.rows < before.median / 2]
    emptied = [_row(now, before) for now, before in known if now.rows == 0 < max(before.median, before.latest)]
    return [
        warned("marts_do_not_shrink_by_half", shrunk, SHRUNK),
        warned("marts_do_not_become_empty", emptied, EMPTIED),
    ]


def _row(now: MartStats, before: PastRows) -> dict[str, object]:
    return {"mart": now.mart, "rows": now.rows, "median_before": before.median}
