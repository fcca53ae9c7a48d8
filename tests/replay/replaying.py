"""Days of the archive, read as a run reads them: over HTTP from a sandbox that is moved, into a real Postgres.

Every step is the one of production: settings, session, window, what the resource asks, follows, confirms and makes of
it, the load in one transaction, and the watermarks that the next day's reading goes by. Left out is what has no part
in a playlist's history and would take most of the time: Prefect's flow and task runs round the steps (and with them
retries and cached results), the other resources and the probes, the count of filled fields, marts, checks and report.
"""

import io
import json
from collections.abc import Iterable
from contextlib import redirect_stdout
from dataclasses import dataclass
from urllib.request import Request, urlopen

from benchmarks.served import Served
from tasks.extract import fetch
from tasks.gathering import Gathering, begun
from tasks.load import load
from tasks.postgres.load import Counts
from tasks.resources import RESOURCES
from tasks.resources.page import from_frame
from tasks.selection import Run
from tasks.session import session
from tasks.settings import load_settings
from tasks.window import close_window, open_window

PLAYLISTS = RESOURCES["playlists"]


@dataclass(frozen=True)
class Replay:
    """A sandbox in a process of its own; the settings that lead to it and to the database are in the environment."""

    served: Served

    def day(self, number: int, playlist_ids: Iterable[str]) -> dict[str, Counts]:
        """Move the sandbox to a day, read these playlists, and return what became of the rows, table by table."""
        self._move_to(number)
        with redirect_stdout(io.StringIO()), session(load_settings()) as opened:
            run = opened.completed(Run(playlists=list(playlist_ids), library=False))
            window = open_window.fn(run)
            gathering = begun(run, window)
            _read(gathering, window.name)
            gathering.finish()
            counts: dict[str, Counts] = load.fn(window.name)
            opened.harvest.forget()
            close_window.fn(run, window)
        return counts

    def _move_to(self, day: int) -> None:
        host, port = self.served.address
        body = json.dumps({"day": day}).encode()
        with urlopen(Request(f"http://{host}:{port}/_sandbox/day", body, method="POST")) as answer:
            assert answer.status == 200


def _read(gathering: Gathering, window: str) -> None:
    requests = list(PLAYLISTS.requests(gathering.need))
    pages = from_frame(fetch.fn(PLAYLISTS.name, "", requests, window))
    gathering.harvest.add(PLAYLISTS.rows(pages, gathering.reading))
