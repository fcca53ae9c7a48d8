"""What a reading knows besides the pages, and what it makes of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

import polars as pl

from tasks.resources.columns import TIME, Frames, joined
from tasks.resources.decode import Reject, decode
from tasks.resources.page import Page, Request

T = TypeVar("T")

WATERMARKS = "etl.watermarks"
REJECTED = "etl.rejected_rows"


@dataclass(frozen=True)
class Known:
    """What earlier runs have stored: snapshot ids by playlist, and the saved tracks' number and newest time."""

    snapshots: Mapping[str, str] = field(default_factory=dict)
    saved_tracks: int = 0
    newest_saved: str = ""


@dataclass(frozen=True)
class App:
    """What the app at hand may ask, and what need not be asked again; a full run knows nothing."""

    unavailable: frozenset[str] = frozenset()
    known: Known = Known()

    def may(self, endpoint: str) -> bool:
        """True unless a probe found that the endpoint is not for this app."""
        return endpoint not in self.unavailable


@dataclass(frozen=True)
class Reading:
    """The circumstances of a run: its time by Spotify's clock, whose library it reads, the selection's labels."""

    observed_at: datetime
    user_id: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rows:
    """Rows by table; the subjects that were read to the end, by table; what could not be read, as sentences."""

    frames: Frames = field(default_factory=dict)
    complete: Frames = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __add__(self, other: "Rows") -> "Rows":
        """Return both; rows of a subject that the later reading read completely replace the earlier ones."""
        return Rows(
            joined([_without(self.frames, other.complete), other.frames]),
            joined([self.complete, other.complete]),
            self.notes + tuple(note for note in other.notes if note not in self.notes),
        )

    @property
    def height(self) -> int:
        """Rows in all."""
        return sum(frame.height for frame in self.frames.values())


def _without(frames: Frames, complete: Frames) -> Frames:
    return {table: _drop(rows, complete.get(table)) for table, rows in frames.items()}


def _drop(rows: pl.DataFrame, complete: pl.DataFrame | None) -> pl.DataFrame:
    if complete is None or rows.is_empty():
        return rows
    return rows.join(complete, on=[name for name in complete.columns if name != "at"], how="anti")


def nothing_more(page: Page, app: App) -> Iterable[Request]:
    """Return no request: the answer is all there is."""
    return ()


def nothing_to_confirm(pages: Sequence[Page]) -> list[Request]:
    """Return no request: what was read cannot have moved meanwhile."""
    return []


@dataclass(frozen=True)
class Resource:
    """One declaration of what to ask, how it goes on, and which rows it becomes.

    `follow` returns the requests that an answer calls for, `confirm` those to make when all are answered. `batch` is
    the number of ids one request may carry where the app has the batch endpoint `batch_path`. `development` says in
    words what an app in development mode gets.
    """

    name: str
    path: str
    tables: tuple[str, ...]
    rows: Callable[[Sequence[Page], Reading], Rows]
    follow: Callable[[Page, App], Iterable[Request]] = nothing_more
    confirm: Callable[[Sequence[Page]], list[Request]] = nothing_to_confirm
    scope: str = ""
    batch: int = 1
    batch_path: str = ""
    refresh_after: timedelta = timedelta(days=30)
    development: str = "yes"


def decoded(pages: Iterable[Page], kind: type[T]) -> tuple[list[tuple[Page, T]], Frames]:
    """Return the good pages with what they hold, and the rows for what was set aside."""
    found: list[tuple[Page, T]] = []
    rejected: list[dict[str, Any]] = []
    for page in pages:
        answer, rejects = decode(page.body, kind) if page.is_good else (None, [])
        rejected += [_rejected(page, reject) for reject in rejects]
        if answer is not None:
            found.append((page, answer))
    return found, {REJECTED: pl.DataFrame(rejected)} if rejected else {}


def watermarks(resource: str, values: Mapping[str, str]) -> Frames:
    """Return rows that say how far each subject of a resource has been read."""
    rows = [(resource, scope, value) for scope, value in values.items()]
    return {WATERMARKS: pl.DataFrame(rows, dict.fromkeys(("resource", "scope", "value"), pl.String), orient="row")}


def completely(moment: datetime, **subjects: Sequence[str]) -> pl.DataFrame:
    """Return the frame that says which subjects were read to the end, and when."""
    return pl.DataFrame(subjects, schema_overrides=dict.fromkeys(subjects, pl.String)).with_columns(
        at=pl.lit(moment).cast(TIME)
    )


def _rejected(page: Page, reject: Reject) -> dict[str, Any]:
    return {
        "resource": page.request.resource,
        "subject": page.request.subject,
        "path": reject.path,
        "reason": reject.reason,
        "raw": reject.raw,
    }
