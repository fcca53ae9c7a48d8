"""The report of a run for people to look at and to send to each other: one HTML file under DATA_DIR/reports."""

import base64
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import polars as pl
from prefect import task
from prefect.artifacts import create_image_artifact, create_link_artifact
from prefect.cache_policies import NO_CACHE
from prefect.logging import get_run_logger

from tasks.masking import masked, secrets_of
from tasks.page.content import Content
from tasks.postgres.frames import read_frames
from tasks.report import keep_artifact
from tasks.report_data import QUERIES
from tasks.report_facts import facts_of
from tasks.report_files import kept_in, write_report
from tasks.session import current
from tasks.summary import Summary

# Of a first run nothing is newer than the run before.
NEVER = "infinity"


@task(name="report page", task_run_name="report page", cache_policy=NO_CACHE)
def leave_page(summary: Summary) -> None:
    """Write the page and name it in `summary.page`; where that fails, a note says so and the run ends as it would."""
    try:
        _leave(summary)
    except Exception as error:  # noqa: BLE001 - whatever it is, the rows are loaded
        reason = str(error).strip().splitlines() or [type(error).__name__]
        note = f"The page of this run could not be written: {masked(reason[0], secrets_of(current())).rstrip('.')}"
        get_run_logger().warning("%s.", note)
        summary.notes = (*summary.notes, note)


def _leave(summary: Summary) -> None:
    # Altair takes half a second to import, which only a run that gets here has to wait for.
    from tasks.page.outline import sections
    from tasks.page.picture import picture
    from tasks.page.render import render

    content = gather(summary)
    parts = sections(content)
    folder = kept_in(current().settings.data_dir)
    page = write_report(folder, summary.run_id, render(content.run, parts, folder))
    summary.page = page.as_uri()
    shown = "The report of the run, on the machine that ran it."
    keep_artifact(create_link_artifact, "report-page", shown, link=summary.page, link_text=page.name)
    if shot := picture(parts):
        keep_artifact(create_image_artifact, "report-picture", shot[0], image_url=_address(shot[1]))


def gather(summary: Summary) -> Content:
    """Return what the page tells, without any secret that somebody may have put into a name or label."""
    session = current()
    secrets = secrets_of(session)
    found = read_frames(session.databases.target, QUERIES, {"since": summary.before_that or NEVER})
    frames = {name: _masked(frame, secrets) for name, frame in found.items()}
    now = datetime.now(UTC).astimezone(ZoneInfo(session.settings.time_zone))
    return Content(facts_of(summary, frames, now, secrets), frames)


def _masked(frame: pl.DataFrame, secrets: list[str]) -> pl.DataFrame:
    texts = frame.select(pl.col(pl.String))
    return frame.with_columns(pl.Series(text.name, masked(text.to_list(), secrets), pl.String) for text in texts)


def _address(picture: bytes) -> str:
    """Return a picture as an address that contains it: the UI can show no file of this machine."""
    return "data:image/png;base64," + base64.b64encode(picture).decode()
