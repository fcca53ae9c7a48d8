"""The window of a run: from its first question to its last line of log, over as many restarts as it takes.

A run that was killed leaves its window open. The next one with the same selection joins it: the same time by
Spotify's clock, so that it writes the same rows, and the answers that were kept, so that it asks for none of them
again. After a day an open window is given up, for what it would load is old.
"""

import hashlib
import json
import uuid
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.console.terminal import say
from tasks.postgres import known
from tasks.postgres.connect import transaction
from tasks.result_storage import answers_in, forget_results
from tasks.retrying import RETRYING
from tasks.selection import Run
from tasks.session import current
from tasks.settings import SettingsError
from tasks.spotify.kept import Answers

GIVEN_UP_AFTER = timedelta(days=1)

# Clocks of servers differ by seconds; a whole day back is another world.
TOLERATED = timedelta(hours=12)


@dataclass(frozen=True)
class Window:
    """An open window: its name, when it was opened, and its time by Spotify's clock."""

    name: str
    opened_at: str
    observed_at: str
    before: str = ""
    is_resumed: bool = False

    @property
    def moment(self) -> datetime:
        """The time that the rows of the run carry."""
        return datetime.fromisoformat(self.observed_at)


def scope_of(run: Run, client_id: str) -> str:
    """Return what tells apart windows that must not share answers; how many read makes no difference."""
    asked = current().expanded(run).model_dump_json(exclude={"shards"})
    return hashlib.sha256(f"{client_id} {asked}".encode()).hexdigest()[:16]


@task(name="open window", task_run_name="open window", cache_policy=NO_CACHE, **RETRYING)
def open_window(run: Run) -> Window:
    """Join the window that a killed run left open, or open one."""
    session = current()
    scope = scope_of(run, session.client_id)
    with transaction(session.databases.source) as connection:
        window = _left_open(known.watermarks(connection, "window").get(scope))
        if window is None:
            window = _new(known.watermarks(connection, "clock").get(session.client_id, ""))
            known.set_watermark(connection, "window", scope, json.dumps(asdict(window)))
    session.answers = answers_of(window.name)
    session.answers.prepare()
    return window


def answers_of(window: str) -> Answers:
    """Return the answers kept for a window, by its name, for every process on every machine that works for it."""
    return answers_in(window, current().settings.data_dir)


@task(name="close window", task_run_name="close window", cache_policy=NO_CACHE, **RETRYING)
def close_window(run: Run, window: Window) -> None:
    """Let the next run ask anew; the answers of this one are forgotten."""
    session = current()
    with transaction(session.databases.source) as connection:
        known.set_watermark(connection, "clock", session.client_id, window.observed_at)
        known.clear_watermark(connection, "window", [scope_of(run, session.client_id)])
    session.answers.forget()
    forget_results(window.name)


def _left_open(left: str | None) -> Window | None:
    window = Window(**json.loads(left)) if left else None
    if window and datetime.now(UTC) - datetime.fromisoformat(window.opened_at) < GIVEN_UP_AFTER:
        say("An earlier run did not come to its end: going on from there, with the answers it was given.")
        return replace(window, is_resumed=True)
    return None


def _new(before: str) -> Window:
    observed_at = current().spotify.observed_at()
    last = datetime.fromisoformat(before) if before else observed_at
    if last - observed_at > TOLERATED:
        raise SettingsError(
            f"The database holds what was read on {last:%Y-%m-%d}; Spotify's answers are of {observed_at:%Y-%m-%d}: "
            "history only goes forward. Choose a later SANDBOX_DAY or another database."
        )
    return Window(uuid.uuid4().hex[:12], datetime.now(UTC).isoformat(), max(last, observed_at).isoformat(), before)
