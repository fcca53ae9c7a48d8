"""What is asked and what came back: a request is plain values, pages are a frame that can be kept as Parquet."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from tasks.resources.columns import TIME

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "resource": pl.String,
    "path": pl.String,
    "params": pl.String,
    "subject": pl.String,
    "status": pl.Int32,
    "body": pl.Binary,
    "observed_at": TIME,
}


@dataclass(frozen=True)
class Request:
    """One GET: a path below the API's address, its parameters, and the ids it is about, separated by commas."""

    resource: str
    path: str
    params: tuple[tuple[str, str], ...] = ()
    subject: str = ""

    @property
    def key(self) -> str:
        """The same for the same question, whenever it is asked."""
        return json.dumps([self.path, sorted(self.params)])

    @property
    def subjects(self) -> list[str]:
        """The ids in the order in which they were asked for."""
        return self.subject.split(",") if self.subject else []

    @property
    def market(self) -> dict[str, str]:
        """The parameter that names the market, as keywords; none where there is none."""
        return {name: value for name, value in self.params if name == "market"}

    @property
    def offset(self) -> int:
        """Where in a list the page begins."""
        return int(dict(self.params).get("offset", "0"))

    def at_offset(self, offset: int) -> "Request":
        """Return the same question further down the list."""
        return Request(
            self.resource, self.path, tuple({**dict(self.params), "offset": str(offset)}.items()), self.subject
        )


@dataclass(frozen=True)
class Page:
    """An answer: HTTP status, body as it came, and the time by Spotify's clock. Only a 200 has rows in it."""

    request: Request
    status: int
    body: bytes = field(repr=False)
    observed_at: datetime

    @property
    def is_good(self) -> bool:
        """True where there is something to decode."""
        return self.status == 200


def request(resource: str, path: str, subject: str = "", **params: str | int) -> Request:
    """Return a Request from keyword parameters."""
    return Request(resource, path, tuple((name, str(value)) for name, value in params.items()), subject)


def to_frame(pages: Sequence[Page]) -> pl.DataFrame:
    """Return the pages as a frame, one row a page."""
    rows = [
        (
            page.request.resource,
            page.request.path,
            json.dumps(page.request.params),
            page.request.subject,
            page.status,
            page.body,
            page.observed_at,
        )
        for page in pages
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def from_frame(frame: pl.DataFrame) -> list[Page]:
    """Return the pages that a frame holds."""
    return [_page(row) for row in frame.iter_rows(named=True)]


def offsets(first: Request, begin: int, total: int, limit: int) -> Iterable[Request]:
    """Return the requests for the rest of a list of `total` elements, of which `begin` are known."""
    return [first.at_offset(offset) for offset in range(begin, total, limit)]


def _page(row: dict[str, object]) -> Page:
    params = tuple((name, value) for name, value in json.loads(str(row["params"])))
    asked = Request(str(row["resource"]), str(row["path"]), params, str(row["subject"]))
    return Page(asked, int(str(row["status"])), row["body"], row["observed_at"])  # type: ignore[arg-type]
