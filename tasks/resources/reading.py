"""What a reading knows besides the pages, and what it makes of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

import polars as pl

from tasks.resources.app import App
from tasks.resources.columns import TIME, Frames, joined
from tasks.resources.coverage import Heard
from tasks.resources.decode import Reject, decode
from tasks.resources.need import Need
from tasks.resources.page import Page, Request

T = TypeVar("T")

WATERMARKS = "etl.watermarks"
REJECTED = "etl.rejected_rows"


@dataclass(frozen=True)
class Reading:
    """The circumstances of a run: its time by Spotify's clock, whose library it reads, the selection's labels.

    `time_zone` is the listener's, empty where none is to be written. `failures` says how often in a row an id could not
    be read, by "<resource> <id>"; `heard` what time the readings of the listener's plays have covered so far;
    `read_before` which of the listener's lists have been read to the end.
    """

    observed_at: datetime
    user_id: str = ""
    time_zone: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    failures: Mapping[str, int] = field(default_factory=dict)
    heard: Heard = field(default_factory=Heard)
    read_before: frozenset[str] = frozenset()


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


def nothing_to_ask(need: Need) -> Iterable[Request]:
    """Return no request."""
    return ()


def only(request: Request) -> Callable[[Need], list[Request]]:
    """Return what asks this, whatever is needed."""
    return lambda _: [request]


def first_page(endpoint: str, request: Request) -> Callable[[Need], dict[str, Request]]:
    """Return what probes an endpoint with a resource's own first request."""
    return lambda _: {endpoint: request}


def nothing_to_probe(need: Need) -> Mapping[str, Request]:
    """Return no probe: every app has the endpoint."""
    return {}


@dataclass(frozen=True)
class Resource:
    """One declaration of what to ask, how it goes on, and which rows it becomes.

    `requests` returns what a run asks first, `follow` the requests that an answer calls for, `confirm` those to make
    when all are answered. `wanted_by` names the selected nouns or the parts of a run that take the resource in; a run
    that has none of them asks nothing. What is wanted by what is met has none, and is read by every run but one of
    plays alone.

    Not every app has every endpoint: `needs` names the one without which nothing can be read, and `probe` returns by
    endpoint the request that tells whether the app has it; where it is the resource's own first request it costs
    nothing, for answers are kept. An answer of `refused_with` says that it has not. A resource that `needs` nothing may
    probe for what merely makes it cheaper. `batch` is the number of ids one request may carry where the app has the
    batch endpoint `batch_path`, for which the first batch is the probe.

    `modes` says in words which apps have it, `development` what an app in development mode gets; both stand in the
    README's table, with `scope`, the scopes that the listener must have consented to.
    """

    name: str
    path: str
    tables: tuple[str, ...]
    rows: Callable[[Sequence[Page], Reading], Rows]
    requests: Callable[[Need], Iterable[Request]] = nothing_to_ask
    wanted_by: tuple[str, ...] = ()
    follow: Callable[[Page, App], Iterable[Request]] = nothing_more
    confirm: Callable[[Sequence[Page]], list[Request]] = nothing_to_confirm
    needs: str = ""
    probe: Callable[[Need], Mapping[str, Request]] = nothing_to_probe
    refused_with: frozenset[int] = frozenset({403, 410})
    scope: str = ""
    batch: int = 1
    batch_path: str = ""
    refresh_after: timedelta = timedelta(days=30)
    modes: str = "every app"
    development: str = "yes"

    @property
    def is_listeners(self) -> bool:
        """True for what belongs to the listener alone."""
        return self.path.partition("/")[0] == "me"

    def is_wanted(self, need: Need) -> bool:
        """True where the run takes the resource in."""
        return need.has(*self.wanted_by) if self.wanted_by else not need.is_of_plays_alone


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


def completely(moment: datetime, **subjects: Sequence[str] | pl.Series) -> pl.DataFrame:
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
