"""The log of a run: Prefect's artifacts, and the same facts as rows of pipeline_logs in LOGGING."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.logging import get_run_logger

from tasks.check_rows import check_rows
from tasks.console.terminal import complain
from tasks.masking import masked, secrets_of
from tasks.postgres.connect import DatabaseError, transaction
from tasks.postgres.pipeline_logs import log_dead, log_end, log_start
from tasks.postgres.watermarks import reached
from tasks.run_lock import dead_runs, forget_dead, leave_word
from tasks.session import current
from tasks.summary import Summary

ENDED = {"success": "Success", "deferred": "Deferred", "fail": "Failed"}

ROWS = "What became of each table's rows: read = inserted + updated + unchanged + rejected; removed were there before."
MOVES = "What went from SOURCE to TARGET, extract by extract."
CHECKS = (
    "Checks of the new marts; one that failed keeps the old ones, one that warned does not. "
    "etl.check_results has a year of them."
)


@task(name="log start", task_run_name="log start", cache_policy=NO_CACHE)
def started(summary: Summary, url: str) -> None:
    """Write the row that says a run began, and before it the ends of those that were killed; raises DatabaseError."""
    summary.watermarks = {"before": _reached()}
    dead = dead_runs()
    with transaction(current().databases.logging) as connection:
        for run_id, ended in dead.items():
            log_dead(connection, run_id, ended, noticed_by=summary.run_id)
        log_start(connection, summary.run_id, masked(_what(summary, url), secrets_of(current())))
    forget_dead(list(dead))


@task(name="report", task_run_name="report", cache_policy=NO_CACHE)
def report(summary: Summary, url: str) -> None:
    """Write what the run did, whatever came of it."""
    session = current()
    summary.requests, summary.waited = dict(session.spotify.requests), session.spotify.waited
    _log(summary, masked(_row(summary, url), secrets_of(session)))
    page = masked(markdown(summary), secrets_of(session))
    keep_artifact(create_markdown_artifact, "run-summary", "How the run ended, and what it cost.", markdown=page)
    keep_artifact(create_table_artifact, "rows-by-table", ROWS, table=[_readable(row) for row in summary.tables()])
    keep_artifact(create_table_artifact, "rows-moved", MOVES, table=[_readable(row) for row in summary.moves()])
    keep_artifact(create_table_artifact, "checks", CHECKS, table=check_rows(summary))


def _log(summary: Summary, row: dict[str, Any]) -> None:
    """Write the row of the end; where LOGGING is out of reach the run ended no differently, and the next writes it."""
    try:
        with transaction(current().databases.logging) as connection:
            log_end(connection, summary.run_id, row)
    except DatabaseError as error:
        _tell(summary, f"The end of this run could not be logged: {error}")
        with suppress(DatabaseError):
            leave_word(row | {"timestamp": datetime.now(UTC).isoformat()})


def _tell(summary: Summary, sentence: str) -> None:
    complain(f"Warning: {sentence}")
    get_run_logger().warning(sentence)
    summary.notes = (*summary.notes, sentence.rstrip("."))


def keep_artifact(create: Any, key: str, description: str, **content: Any) -> None:
    """Create an artifact; one that Prefect refuses is worth a warning and not the run."""
    try:
        if content.get("table") != []:
            create(key=key, description=description, **content)
    except Exception as error:  # noqa: BLE001 - whatever it is, the rows are loaded
        get_run_logger().warning("The artifact %s could not be kept: %s", key, error)


def _what(summary: Summary, url: str) -> dict[str, Any]:
    return {
        "config": summary.config,
        "flow_run_id": summary.flow_run_id,
        "flow_run_url": link(url) or None,
        "databases": summary.databases,
    }


def _row(summary: Summary, url: str) -> dict[str, Any]:
    return _what(summary, url) | {
        "status": summary.status,
        "logs": "\n".join([summary.message, *summary.notes]),
        "duration_seconds": summary.seconds,
        "tables": {str(row.pop("table")): row for row in summary.tables()},
        "extracts": dict(summary.extracted) or None,
        "requests": {"by_endpoint": dict(summary.requests)},
        "waited_seconds": summary.waited,
        "watermarks": summary.watermarks | _after(summary),
        "error_class": summary.error_class or None,
    }


def _after(summary: Summary) -> dict[str, Any]:
    """Return how far has been read now; a run that never began has changed nothing, one without SOURCE cannot know."""
    if not summary.watermarks:
        return {}
    with suppress(DatabaseError):
        return {"after": _reached()}
    return {"after": None}


def _reached() -> dict[str, Any]:
    with transaction(current().databases.source) as connection:
        return reached(connection, current().client_id)


def link(url: str) -> str:
    """Return the address of the run in the UI; a run with a server of its own has none, which Prefect calls None/…"""
    return url if url.startswith("http") else ""


def markdown(summary: Summary) -> str:
    """Return the summary as a page."""
    changed = [_readable(row) for row in summary.tables() if row["read"] != row["unchanged"] or row["removed"]]
    found = [row for row in check_rows(summary) if row["result"] != "passed"]
    asked = [{"endpoint": family, "requests": f"{count:,}"} for family, count in sorted(summary.requests.items())]
    return "\n".join(
        [
            f"# {ENDED.get(summary.status, summary.status)}",
            f"{summary.message.removesuffix('.')}.",
            "",
            *(f"- {fact}" for fact in [*_facts(summary), *summary.notes]),
            *_section("What changed", changed),
            *_section("From SOURCE to TARGET", [_readable(row) for row in summary.moved()]),
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
        passed = sum(1 for check in summary.rebuilt.checked if check.status == "passed")
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
