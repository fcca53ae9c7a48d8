"""The checks of a run as rows for people: what each found, what it found before, and since when it is so."""

import json
from collections.abc import Iterator
from datetime import datetime

from tasks.postgres.models.checks import Checked
from tasks.postgres.models.trends import BUILDS, Trend
from tasks.summary import Summary

# What has to be mended first stands first.
ORDER = ("error", "failed", "warned", "passed")

OFTEN = f"failed in the last {BUILDS} builds"


def check_rows(summary: Summary) -> list[dict[str, object]]:
    """Return one row a check, those that found something first, with one of the rows found; the cells are texts."""
    if summary.rebuilt is None:
        return []
    trends = summary.rebuilt.trends
    return [_row(check, trends.get(check.name)) for check in sorted(summary.rebuilt.checked, key=_urgency)]


def offences(summary: Summary) -> Iterator[str]:
    """Yield a sentence for each check that found something, or that could not be run."""
    for row in check_rows(summary):
        if row["result"] == "error":
            yield f"Check {row['check']} cannot be run: {row['for example']}"
        elif row["result"] != "passed":
            since = f", so since {row['since']}" if row["since"] else ""
            yield f"Check {row['check']} {row['result']}: {_rows(str(row['rows']))}{since}; see the run's artifact."


def _rows(count: str) -> str:
    return "1 row" if count == "1" else f"{count} rows"


def _urgency(check: Checked) -> tuple[int, int]:
    return ORDER.index(_result(check)), -check.failures


def _row(check: Checked, trend: Trend | None) -> dict[str, object]:
    return {
        "check": check.name,
        "result": _result(check),
        "rows": f"{check.failures:,}",
        "before": trend.before if trend else "",
        "since": _minute(trend.since) if trend else "",
        OFTEN: f"{trend.failed} of {trend.builds}" if trend else "",
        "for example": check.error or (json.dumps(check.sample[0], ensure_ascii=False) if check.sample else ""),
    }


def _result(check: Checked) -> str:
    return "warned" if check.status == "failed" and check.severity == "warn" else check.status


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
