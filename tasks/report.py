"""The log of a run: Prefect's artifacts, and the same facts as rows of pipeline_logs in LOGGING."""

from typing import Any

from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.logging import get_run_logger

from tasks.postgres.connect import transaction
from tasks.postgres.known import keep_requests
from tasks.postgres.pipeline_logs import log_end, log_start
from tasks.session import current
from tasks.summary import Summary


@task(name="log start", cache_policy=NO_CACHE)
def started(summary: Summary, url: str) -> None:
    """Write the row that says a run began."""
    with transaction(current().databases.logging) as connection:
        log_start(connection, summary.run_id, summary.config, url)


@task(name="report", cache_policy=NO_CACHE)
def report(summary: Summary, url: str) -> None:
    """Write what the run did, whatever came of it."""
    session = current()
    summary.requests, summary.waited = dict(session.spotify.requests), session.spotify.waited
    with transaction(session.databases.source) as connection:
        keep_requests(connection, session.client_id, summary.requests)
    with transaction(session.databases.logging) as connection:
        log_end(connection, summary.run_id, _row(summary), url)
    _artifact(create_markdown_artifact, key="run-summary", markdown=markdown(summary))
    _artifact(create_table_artifact, key="rows-by-table", table=summary.tables())
    _artifact(create_table_artifact, key="checks", table=summary.checks())


def _artifact(create: Any, **content: Any) -> None:
    """Create an artifact; one that Prefect refuses is worth a warning and not the run."""
    try:
        if content.get("table") != []:
            create(**content)
    except Exception as error:  # noqa: BLE001 - whatever it is, the rows are loaded
        get_run_logger().warning("The artifact %s could not be kept: %s", content["key"], error)


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


def markdown(summary: Summary) -> str:
    """Return the summary as a page."""
    rows = [list(row.values()) for row in summary.tables()]
    asked = [[family, count] for family, count in sorted(summary.requests.items())]
    return "\n".join(
        [
            f"# {summary.status}: {summary.message}",
            f"{summary.asked} requests, {summary.waited:.0f} s of waiting that Spotify asked for.",
            f"{summary.changed} rows written, {summary.rejected} rejected, {summary.seconds:.0f} s in all.",
            f"Read up to {summary.read_up_to or 'nothing'}, before that up to {summary.before_that or 'nothing'}.",
            *([f"- {note}" for note in summary.notes]),
            "## Rows",
            *_table(["table", "read", "inserted", "updated", "unchanged", "removed"], rows),
            "## Requests",
            *_table(["endpoint", "requests"], asked),
        ]
    )


def _table(names: list[str], rows: list[list[Any]]) -> list[str]:
    lines = ["| " + " | ".join(str(cell) for cell in row) + " |" for row in [names, ["---"] * len(names), *rows]]
    return ["", *lines, ""]
