"""The log of a run: Prefect's artifacts, and the same facts as rows of pipeline_logs in LOGGING."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.logging import get_run_logger

from tasks.postgres.connect import transaction
from tasks.postgres.pipeline_logs import log_end, log_start
from tasks.session import current
from tasks.summary import Summary

ENDED = {"success": "Success", "deferred": "Deferred", "fail": "Failed"}

ROWS = "What became of the rows of each table: read = inserted + updated + unchanged; removed were there before."
CHECKS = "Checks of the new marts; one that failed keeps the old ones, one that warned does not."


@task(name="log start", task_run_name="log start", cache_policy=NO_CACHE)
def started(summary: Summary, url: str) -> None:
    """Write the row that says a run began."""
    with transaction(current().databases.logging) as connection:
        log_start(connection, summary.run_id, summary.config, link(url))


@task(name="report", task_run_name="report", cache_policy=NO_CACHE)
def report(summary: Summary, url: str) -> None:
    """Write what the run did, whatever came of it."""
    session = current()
    summary.requests, summary.waited = dict(session.spotify.requests), session.spotify.waited
    with transaction(session.databases.logging) as connection:
        log_end(connection, summary.run_id, _row(summary), link(url))
    _artifact(
        create_markdown_artifact, "run-summary", "How the run ended, and what it cost.", markdown=markdown(summary)
    )
    _artifact(create_table_artifact, "rows-by-table", ROWS, table=[_readable(row) for row in summary.tables()])
    _artifact(create_table_artifact, "checks", CHECKS, table=checks(summary))


def _artifact(create: Any, key: str, description: str, **content: Any) -> None:
    """Create an artifact; one that Prefect refuses is worth a warning and not the run."""
    try:
        if content.get("table") != []:
            create(key=key, description=description, **content)
    except Exception as error:  # noqa: BLE001 - whatever it is, the rows are loaded
        get_run_logger().warning("The artifact %s could not be kept: %s", key, error)


def _row(summary: Summary) -> dict[str, Any]:
    return {
        "status": summary.status,
        "config": summary.config,
        "logs": "\n".join([summary.message, *summary.notes]),
        "duration_seconds": summary.seconds,
        "tables": {str(row.pop("table")): row for row in summary.tables()} | {"rejected_rows": summary.rejected},
        "requests": {"by_endpoint": summary.requests, "waited_seconds": summary.waited},
        "error_class": summary.error_class or None,
    }


def link(url: str) -> str:
    """Return the address of the run in the UI; a run with a server of its own has none, which Prefect calls None/…"""
    return url if url.startswith("http") else ""


def checks(summary: Summary) -> list[dict[str, object]]:
    """Return one row a check, those that found something first, with one of the rows found."""
    found = sorted(summary.rebuilt.checked, key=lambda check: -check.failures) if summary.rebuilt else []
    return [
        {
            "check": check.name,
            "result": "passed" if not check.failures else f"{check.severity}ed",
            "rows": f"{check.failures:,}",
            "for example": json.dumps(check.sample[0], ensure_ascii=False) if check.sample else "",
        }
        for check in found
    ]


def markdown(summary: Summary) -> str:
    """Return the summary as a page."""
    changed = [_readable(row) for row in summary.tables() if row["read"] != row["unchanged"] or row["removed"]]
    found = [row for row in checks(summary) if row["result"] != "passed"]
    asked = [{"endpoint": family, "requests": f"{count:,}"} for family, count in sorted(summary.requests.items())]
    return "\n".join(
        [
            f"# {ENDED.get(summary.status, summary.status)}",
            f"{summary.message.removesuffix('.')}.",
            "",
            *(f"- {fact}" for fact in [*_facts(summary), *summary.notes]),
            *_section("What changed", changed),
            *_section("Checks that found something", found),
            *_section("Requests", asked),
        ]
    )


def _facts(summary: Summary) -> Iterator[str]:
    if summary.read_up_to:
        since = f", the time before up to {_minute(summary.before_that)}" if summary.before_that else ""
        yield f"Read up to {_minute(summary.read_up_to)}{since}."
    if summary.waited:
        yield f"Waited {summary.waited:.0f} s because Spotify asked for it."
    if summary.rejected:
        where = f"`select * from etl.rejected_rows where run_id = '{summary.run_id}'`"
        yield f"What was rejected, and why: {where}"
    if summary.rebuilt:
        passed = sum(1 for check in summary.rebuilt.checked if not check.failures)
        yield f"{passed} of {len(summary.rebuilt.checked)} checks passed."


def _minute(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%Y-%m-%d %H:%M} UTC"


def _readable(row: Mapping[str, object]) -> dict[str, object]:
    return {name: f"{value:,}" if isinstance(value, int) else value for name, value in row.items()}


def _section(title: str, rows: Sequence[Mapping[str, object]]) -> list[str]:
    if not rows:
        return []
    rule = ["---", *["---:"] * (len(rows[0]) - 1)]
    return ["", f"## {title}", "", _line(rows[0]), _line(rule), *(_line(row.values()) for row in rows)]


def _line(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"
