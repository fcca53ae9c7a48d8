"""What a run gathers, resource by resource: pages are fetched in batches, become rows at once, and are let go."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import ceil

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.extract import fetch, kept_pages
from tasks.postgres import known
from tasks.postgres.connect import transaction
from tasks.resources import RESOURCES
from tasks.resources.page import Page, Request, from_frame
from tasks.resources.reading import App, Known, Reading, Rows
from tasks.selection import Run
from tasks.session import current
from tasks.spotify.errors import Deferred
from tasks.window import Window

# A batch is one task run: at least so many requests, and so few batches that the run's graph can be read.
BATCH, BATCHES = 50, 8


@dataclass
class Gathering:
    """The rows so far, and why no more is asked, if so."""

    run: Run
    window: Window
    reading: Reading
    rows: Rows = field(default_factory=Rows)
    deferred: Deferred | None = None

    def read(self, resource: str, requests: Sequence[Request]) -> list[Page]:
        """Fetch, keep the rows, and return the pages; after a deferral nothing is asked any more."""
        size = max(BATCH, ceil(len(requests) / BATCHES))
        batches = [list(requests[start : start + size]) for start in range(0, len(requests), size)]
        parts = [f"{number} of {len(batches)}" if len(batches) > 1 else "" for number in range(1, len(batches) + 1)]
        return [page for part, batch in zip(parts, batches, strict=True) for page in self._batch(resource, part, batch)]

    def _batch(self, resource: str, part: str, requests: list[Request]) -> list[Page]:
        if self.deferred:
            return []
        pages = from_frame(self._fetched(resource, part, requests))
        self.rows += RESOURCES[resource].rows(pages, self.reading) + Rows(notes=_lost(resource, pages))
        return pages

    def _fetched(self, resource: str, part: str, requests: list[Request]) -> pl.DataFrame:
        try:
            return fetch(resource, part, requests, self.window.name)
        except Deferred as deferred:
            self.deferred = deferred
            return kept_pages(resource, requests)

    def is_by(self, user_id: str) -> None:
        """Note whose library is read."""
        self.reading = replace(self.reading, user_id=user_id)


def _lost(resource: str, pages: Sequence[Page]) -> tuple[str, ...]:
    lost = sum(1 for page in pages if page.status >= 500)
    refused = sum(1 for page in pages if page.status in {400, 403} and resource != "playlists")
    notes = {
        f"{resource}: {lost} times nothing but errors on Spotify's side; tried again after a day": lost,
        f"{resource}: {refused} times refused by Spotify": refused,
    }
    return tuple(note for note, count in notes.items() if count)


@task(name="know", task_run_name="know", cache_policy=NO_CACHE)
def know(run: Run, unavailable: list[str], user_id: str) -> App:
    """Return what need not be asked again; a full run knows nothing."""
    if run.mode == "full":
        return App(frozenset(unavailable))
    with transaction(current().databases.source) as connection:
        count, newest = known.saved_tracks(connection, user_id)
        snapshots = known.watermarks(connection, "playlists")
    return App(frozenset(unavailable), Known(snapshots, count, newest))
