"""Objects asked for by id, one a request or several where the app still has the batch endpoint.

A batch answers null at the position of an unknown id, a single request answers 404; either way the id is remembered,
so that the next run does not ask for it again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from msgspec import defstruct

from tasks.resources.app import App
from tasks.resources.columns import Frames, joined
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import Reading, Resource, decoded, watermarks

T = TypeVar("T")

# What a watermark of a detail begins with when there was nothing to read; then how often in a row, then when.
GONE, FAILED = "gone", "failed"

# Some ids answer 404 or 500 for good, others for an hour: asked again after one day, two, four, at most 32.
AGAIN_AFTER, DOUBLED_AT_MOST = timedelta(days=1), 5


def requests_for(resource: Resource, ids: Sequence[str], app: App, **market: str) -> list[Request]:
    """Return the fewest requests that read these ids; `market` is what Need.in_market gives, for what has markets.

    A single id is asked for by itself, as every app may; whether this one has batches need not be known for it.
    """
    if resource.batch > 1 and len(ids) > 1 and app.may(resource.batch_path):
        path = resource.batch_path.partition("?")[0]
        groups = [",".join(ids[start : start + resource.batch]) for start in range(0, len(ids), resource.batch)]
        return [request(resource.name, path, group, ids=group, **market) for group in groups]
    return [request(resource.name, resource.path.format(id=one), one, **market) for one in ids]


def by_id(pages: Iterable[Page], kind: type[T], plural: str) -> tuple[list[tuple[str, T]], Frames]:
    """Return every object with the id it was asked by, and the rows for what was set aside."""
    batches = [page for page in pages if page.request.path == plural]
    singles = [page for page in pages if page.request.path.startswith(f"{plural}/")]
    name = plural.replace("-", "_")  # audio-features answers with audio_features
    # A struct and not a dict: of an error below a dict's key no path is told, and so the whole batch would be lost.
    many, rejected_batches = decoded(batches, defstruct("Batch", [(name, list[kind | None])]))  # type: ignore[valid-type]
    one, rejected_singles = decoded(singles, kind)
    found: list[tuple[str, T]] = [(page.request.subject, answer) for page, answer in one]
    for page, answer in many:
        found += _known(page.request.subjects, getattr(answer, name))
    return found, joined([rejected_batches, rejected_singles])


def _known(asked: Iterable[str], answered: Iterable[T | None]) -> list[tuple[str, T]]:
    return [(one, item) for one, item in zip(asked, answered, strict=False) if item is not None]


def seen(
    pages: Iterable[Page], found: Iterable[str], resource: str, reading: Reading, unfinished: Iterable[str] = ()
) -> Frames:
    """Return the watermarks of every id that was asked for: read, gone, or failed; none for what is to be continued."""
    read, passed_over = set(found), set(unfinished)
    states: dict[str, str] = {}
    for page in pages:
        missing = GONE if page.is_good or page.status == 404 else FAILED
        for one in page.request.subjects:
            states[one] = reading.observed_at.isoformat() if one in read else _missed(missing, one, resource, reading)
    return watermarks(resource, {one: state for one, state in states.items() if one not in passed_over})


def _missed(how: str, one: str, resource: str, reading: Reading) -> str:
    return f"{how} {reading.failures.get(f'{resource} {one}', 0) + 1} {reading.observed_at.isoformat()}"


def failures_in(watermark: str) -> int:
    """Return how often in a row there was nothing to read by this watermark; 0 for one of a reading."""
    how, _, rest = watermark.partition(" ")
    return int(rest.partition(" ")[0]) if how in {GONE, FAILED} else 0


def read_at(watermark: str) -> datetime:
    """Return when the id was last asked for."""
    return datetime.fromisoformat(watermark.rpartition(" ")[2])


def is_fresh(watermark: str, moment: datetime, refresh_after: timedelta) -> bool:
    """True where the id need not be asked for again at this moment; what fails for good rests ever longer."""
    failures = failures_in(watermark)
    pause = AGAIN_AFTER * 2 ** min(failures - 1, DOUBLED_AT_MOST) if failures else refresh_after
    return moment - read_at(watermark) < pause
