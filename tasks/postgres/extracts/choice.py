"""Full or incremental: an incremental extraction needs something to go on from, and that it still means the same."""

from datetime import datetime, timedelta

from tasks.postgres.extracts.extract import Extract
from tasks.postgres.extracts.state import State
from tasks.postgres.extracts.target import Target

# SOURCE keeps for 30 days what it deleted, and a day of it is read again.
KNOWN = timedelta(days=29)


def why_full(extract: Extract, target: Target, state: State | None, now: State, *, is_full_run: bool) -> str:
    """Return why everything is to be read, nothing where the changes will do; `now` is what would be kept."""
    if is_full_run:
        return "the run is a full one"
    if extract.mode == "full" or not extract.incremental:
        return "it always is"
    if target.is_empty:
        return "the target was empty"
    if state is None or state.watermark is None:
        return "there was no watermark"
    return _outdated(target, state, now)


def _outdated(target: Target, state: State, now: State) -> str:
    if _is_old(state.extracted_at, now.extracted_at):
        return "the last extraction was more than 29 days ago"
    if state.source != now.source:
        return f"the last extraction was from {state.source}"
    if target.widened or state.definition != now.definition:
        return "its columns or its query have changed"
    return ""


def _is_old(before: datetime, now: datetime) -> bool:
    # One from the future is of a clock that was wrong: what was deleted since then cannot be known.
    return not now - KNOWN <= before <= now
