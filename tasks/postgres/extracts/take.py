"""One extract: full or incremental, and what it did."""

from dataclasses import replace
from time import monotonic

import psycopg

from tasks.postgres.counts import Counts
from tasks.postgres.extracts.choice import why_full
from tasks.postgres.extracts.columns import describe_columns
from tasks.postgres.extracts.extract import Extract
from tasks.postgres.extracts.merge import Merge
from tasks.postgres.extracts.snapshot import Snapshot
from tasks.postgres.extracts.state import Extracted, State, read_state, write_state
from tasks.postgres.extracts.statements import STAGE
from tasks.postgres.extracts.target import Target, prepare_target


def take(there: Snapshot, here: psycopg.Connection, extract: Extract, *, is_full_run: bool) -> Extracted:
    """Extract into its target, in the open transaction, and keep how far it has come; raises as `extract_all`."""
    started = monotonic()
    columns = describe_columns(there, here, extract)
    target = prepare_target(here, extract, columns)
    before, now = read_state(here, extract), _now(there, extract.definition(columns.source))
    reason = why_full(extract, target, before, now, is_full_run=is_full_run)
    merge = Merge(there, here, extract, columns, target)
    known = None if reason else before
    mode, reason, counts, watermark = _taken(merge, extract, target, known, reason)
    merge.clear()
    seconds = monotonic() - started
    last = before.watermark if before else None
    extracted = Extracted(extract.target, extract.file, mode, reason, counts, last, watermark, seconds)
    write_state(here, extracted, replace(now, watermark=watermark))
    return extracted


def _now(there: Snapshot, definition: str) -> State:
    # Whoever is asked as another user is still the same source.
    source = f"{there.database.host}:{there.database.port}/{there.database.name}"
    return State(None, there.now, source, definition)


def _taken(
    merge: Merge, extract: Extract, target: Target, known: State | None, reason: str
) -> tuple[str, str, Counts, str | None]:
    if known is None or known.watermark is None:
        return "full", reason, *_in_full(merge, extract, target)
    counts = merge.add(known.watermark, known.extracted_at.isoformat())
    if differing := merge.lacks_or_exceeds():
        again, watermark = _in_full(merge, extract, target)
        return "full", differing, counts + again, watermark
    return "incremental", "", counts, _watermark(merge, extract, STAGE) or known.watermark


def _in_full(merge: Merge, extract: Extract, target: Target) -> tuple[Counts, str | None]:
    counts = merge.fill() if target.is_empty else merge.replace()
    return counts, _watermark(merge, extract, target.name if target.is_empty else STAGE)


def _watermark(merge: Merge, extract: Extract, relation: str) -> str | None:
    return merge.watermark(relation) if extract.incremental else None
