"""How a run ends: whatever happens, it is logged, and a person's mistake is a sentence and not a traceback."""

import uuid
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from tasks.advice import advice
from tasks.console.terminal import say
from tasks.ending import show_ending
from tasks.gathering import Gathering
from tasks.postgres.connect import DatabaseError
from tasks.postgres.embedded import EmbeddedError
from tasks.postgres.load import Counts
from tasks.postgres.models.build import Rebuilt
from tasks.postgres.models.references import ModelError
from tasks.report import report, started
from tasks.report_page import leave_page
from tasks.run_config import config_of, databases_of
from tasks.run_lock import AnotherRunError, alone
from tasks.selection import Run
from tasks.session import current, session
from tasks.settings import SettingsError, load_settings
from tasks.sign_in import sign_in_notes
from tasks.spotify.errors import Deferred, SpotifyError
from tasks.spotify.token_store import TokenError
from tasks.successor import succeed
from tasks.summary import Summary
from tasks.window import Window

Steps = Callable[[Run, Summary], State]

# What a person can mend; anything else is a defect of ours and keeps its traceback.
MISTAKES = (ValueError, DatabaseError, EmbeddedError, ModelError, SpotifyError)


def run_name() -> str:
    """Return what a run is called in the UI."""
    run = flow_run.parameters.get("run") or {}
    about = run if isinstance(run, dict) else run.model_dump()
    return "plan" if about.get("plan") else str(about.get("mode", "incremental"))


def concluded(run: Run, steps: Steps) -> State:
    """Run the steps and return how it ended."""
    try:
        with session(load_settings(), run.listener) as opened:
            return _logged(opened.completed(run), steps)
    except (SettingsError, TokenError, DatabaseError, EmbeddedError) as error:
        return Failed(message=str(error))


def _logged(run: Run, steps: Steps) -> State:
    summary = Summary(flow_run.id or uuid.uuid4().hex, config_of(run, current()), flow_run_id=flow_run.id)
    summary.databases = databases_of(current())
    if run.plan:
        return steps(run, summary)
    with ExitStack() as turn:  # the next run begins when the end of this one is logged
        try:
            return _ended(run, partial(_alone, turn, steps), summary)
        finally:
            if summary.rebuilt:
                leave_page(summary)
            report(summary, flow_run.ui_url or "")
            _show(summary)


def _alone(turn: ExitStack, steps: Steps, run: Run, summary: Summary) -> State:
    """Take the steps while no other run works on the same databases."""
    turn.enter_context(alone(summary.run_id))
    summary.begin()
    started(summary, flow_run.ui_url or "")
    return steps(run, summary)


def _show(summary: Summary) -> None:
    if summary.error_class == AnotherRunError.__name__:
        say(f"{summary.message}.")
    else:
        show_ending(summary)


def judged(
    summary: Summary, window: Window, gathering: Gathering, counts: dict[str, Counts], rebuilt: Rebuilt | None
) -> State:
    """Return how a run that took every step ended: well, deferred, or with a check that kept the old marts."""
    summary.counts, summary.rebuilt, summary.notes = counts, rebuilt, (*gathering.harvest.notes, *sign_in_notes())
    summary.extracted = {name: one.facts() for name, one in rebuilt.extracted.items()} if rebuilt else {}
    summary.read_up_to, summary.before_that = window.observed_at, window.before
    summary.requests, summary.waited = dict(current().spotify.requests), current().spotify.waited
    if offended := summary.offended():
        summary.say("fail", f"The rows are loaded, but the marts stay as they were: {', '.join(offended)}")
        return Failed(message=summary.message)
    if gathering.deferred:
        return _deferred(summary, gathering.deferred, "What was read is loaded; the next run goes on from there")
    summary.say("success", summary.result)
    return Completed(message=summary.message)


def _deferred(summary: Summary, deferred: Deferred, *further: str) -> State:
    summary.say("deferred", ". ".join([str(deferred).rstrip("."), *further, *succeed(deferred.until)]), deferred)
    return Completed(name="Deferred", message=summary.message)


def _skipped(summary: Summary, another: AnotherRunError) -> State:
    """Say that another run was in the way.

    An hourly schedule that now and then meets a long run has not failed: the long one reads what this one would have,
    and nobody should be woken. A run that has been at it for more than a day hangs, and somebody should.
    """
    summary.say("fail" if another.is_stuck else "deferred", str(another), another)
    return Failed(message=summary.message) if another.is_stuck else Completed(name="Skipped", message=summary.message)


def _ended(run: Run, steps: Steps, summary: Summary) -> State:
    try:
        return steps(run, summary)
    except Deferred as deferred:
        return _deferred(summary, deferred)
    except AnotherRunError as another:
        return _skipped(summary, another)
    except BaseException as error:
        summary.say("fail", _said(error), error)
        if isinstance(error, MISTAKES):
            return Failed(message=summary.message)
        raise


def _said(error: BaseException) -> str:
    return advice(error) if isinstance(error, SpotifyError) else str(error) or "interrupted"
