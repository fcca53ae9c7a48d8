"""What the page says of the run itself: from its summary, in plain values."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import polars as pl

from tasks.check_rows import check_rows
from tasks.masking import masked
from tasks.page.content import Run
from tasks.session import current
from tasks.summary import Summary

TILES = {"tracks": "Tracks", "artists": "Artists in playlists", "playlists": "Playlists", "plays": "Plays known"}


def facts_of(summary: Summary, frames: Mapping[str, pl.DataFrame], now: datetime, secrets: list[str]) -> Run:
    """Return how the run went; `frames` has the counts of what is stored."""
    return Run(
        name=summary.run_id[:8],
        ended_at=now,
        status=summary.status,
        message=masked(summary.message, secrets),
        source="the sandbox, not Spotify" if current().sandbox else "Spotify",
        is_first=not summary.before_that,
        is_kept=summary.rebuilt is not None and not summary.rebuilt.swapped,
        notes=masked(list(summary.notes), secrets),
        tiles=list(_tiles(frames["counts"])),
        facts=masked(list(_facts(summary)), secrets),
        changed=[row for row in summary.tables() if row["read"] != row["unchanged"] or row["removed"]],
        checks=masked([row for row in check_rows(summary) if row["result"] != "passed"], secrets),
    )


def _tiles(counts: pl.DataFrame) -> Iterator[tuple[str, str]]:
    for name, heading in TILES.items():
        yield heading, f"{counts[name][0] or 0:,}"


def _facts(summary: Summary) -> Iterator[tuple[str, str]]:
    yield "Run", summary.run_id
    yield "Ended", summary.status
    yield "Took", f"{summary.seconds:.0f} s"
    yield "Requests", f"{summary.asked:,}"
    yield "Waited because Spotify asked for it", f"{summary.waited:.0f} s"
    yield "Rows rejected", f"{summary.rejected:,}"
    if summary.read_up_to:
        yield "Read up to", _minute(summary.read_up_to)
    if summary.before_that:
        yield "The time before up to", _minute(summary.before_that)
    if summary.rebuilt:
        passed = sum(check.status == "passed" for check in summary.rebuilt.checked)
        yield "Checks passed", f"{passed} of {len(summary.rebuilt.checked)}"


def _minute(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%Y-%m-%d %H:%M} UTC"
