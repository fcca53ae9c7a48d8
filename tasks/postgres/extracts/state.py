"""How far each extract has come: etl.extracts, written in the transaction of its rows."""

from dataclasses import dataclass
from datetime import datetime

import psycopg

from tasks.postgres.counts import Counts
from tasks.postgres.extracts.extract import Extract

READ = "select watermark, extracted_at, source, definition from etl.extracts where table_name = %s"

WRITE = """
insert into etl.extracts (
    table_name, extract, source, definition, watermark, extracted_at, mode, reason,
    read, inserted, updated, unchanged, removed
)
values (
    %(table_name)s, %(extract)s, %(source)s, %(definition)s, %(watermark)s, %(extracted_at)s, %(mode)s, %(reason)s,
    %(read)s, %(inserted)s, %(updated)s, %(unchanged)s, %(removed)s
)
on conflict (table_name) do update set
    extract = excluded.extract,
    source = excluded.source,
    definition = excluded.definition,
    watermark = excluded.watermark,
    extracted_at = excluded.extracted_at,
    mode = excluded.mode,
    reason = excluded.reason,
    read = excluded.read,
    inserted = excluded.inserted,
    updated = excluded.updated,
    unchanged = excluded.unchanged,
    removed = excluded.removed,
    loaded_at = excluded.loaded_at
"""


COUNTED = ("read", "inserted", "updated", "unchanged", "removed")


@dataclass(frozen=True)
class State:
    """What the last extraction of a table left behind."""

    watermark: str | None
    extracted_at: datetime
    source: str
    definition: str


@dataclass(frozen=True)
class Extracted:
    """What an extraction did; `reason` says why it was a full one, `watermark` how far it has come, as text.

    Where an incremental one had to be followed by a full one, `counts` are those of both.
    """

    table: str
    extract: str
    mode: str
    reason: str
    counts: Counts
    watermark_before: str | None
    watermark: str | None
    seconds: float

    def facts(self) -> dict[str, str | int | float]:
        """Return what is worth showing, as plain values."""
        counts = {name: getattr(self.counts, name) for name in COUNTED}
        watermarks = {"watermark before": self.watermark_before or "", "watermark": self.watermark or ""}
        return {"mode": self.mode, "because": self.reason, **counts, **watermarks, "seconds": round(self.seconds, 3)}


def read_state(here: psycopg.Connection, extract: Extract) -> State | None:
    """Return what the last extraction left, None before the first."""
    row = here.execute(READ, [extract.target]).fetchone()
    return State(*row) if row else None


def write_state(here: psycopg.Connection, extracted: Extracted, state: State) -> None:
    """Keep what this extraction did, and how far it has come."""
    counts = {name: getattr(extracted.counts, name) for name in COUNTED}
    names = {"table_name": extracted.table, "extract": extracted.extract}
    here.execute(WRITE, {**names, "mode": extracted.mode, "reason": extracted.reason, **vars(state), **counts})
