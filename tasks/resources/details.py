"""Objects asked for by id, one a request or several where the app still has the batch endpoint.

A batch answers null at the position of an unknown id, a single request answers 404; either way the id is remembered,
so that the next run does not ask for it again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from msgspec import defstruct

from tasks.resources.columns import Frames, joined
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import App, Resource, decoded, watermarks

T = TypeVar("T")

# What a watermark of a detail begins with when there was nothing to read.
GONE, FAILED = "gone ", "failed "

# Some ids answer 500 for good, others for an hour.
FAILED_AGAIN_AFTER = timedelta(days=1)


def requests_for(resource: Resource, ids: Sequence[str], app: App) -> list[Request]:
    """Return the fewest requests that read these ids."""
    if resource.batch > 1 and app.may(resource.batch_path):
        path = resource.batch_path.partition("?")[0]
        groups = [",".join(ids[start : start + resource.batch]) for start in range(0, len(ids), resource.batch)]
        return [request(resource.name, path, group, ids=group) for group in groups]
    return [request(resource.name, resource.path.format(id=one), one) for one in ids]


def by_id(pages: Iterable[Page], kind: type[T], plural: str) -> tuple[list[tuple[str, T]], Frames]:
    """Return every object with the id it was asked by, and the rows for what was set aside."""
    batches = [page for page in pages if page.request.path == plural]
    singles = [page for page in pages if page.request.path.startswith(f"{plural}/")]
    # A struct and not a dict: of an error below a dict's key no path is told, and so the whole batch would be lost.
    many, rejected_batches = decoded(batches, defstruct("Batch", [(plural, list[kind | None])]))  # type: ignore[valid-type]
    one, rejected_singles = decoded(singles, kind)
    found: list[tuple[str, T]] = [(page.request.subject, answer) for page, answer in one]
    for page, answer in many:
        found += _known(page.request.subjects, getattr(answer, plural))
    return found, joined([rejected_batches, rejected_singles])


def _known(asked: Iterable[str], answered: Iterable[T | None]) -> list[tuple[str, T]]:
    return [(one, item) for one, item in zip(asked, answered, strict=False) if item is not None]


def seen(
    pages: Iterable[Page], found: Iterable[str], resource: str, moment: datetime, unfinished: Iterable[str] = ()
) -> Frames:
    """Return the watermarks of every id that was asked for: read, gone, or failed; none for what is to be continued."""
    read, passed_over = set(found), set(unfinished)
    states: dict[str, str] = {}
    for page in pages:
        missing = GONE if page.is_good or page.status == 404 else FAILED
        states |= {one: ("" if one in read else missing) + moment.isoformat() for one in page.request.subjects}
    states = {one: state for one, state in states.items() if one not in passed_over}
    return watermarks(resource, states)


def is_fresh(watermark: str, moment: datetime, refresh_after: timedelta) -> bool:
    """True where the id need not be asked for again at this moment."""
    age = moment - datetime.fromisoformat(watermark.rpartition(" ")[2])
    return age < (FAILED_AGAIN_AFTER if watermark.startswith(FAILED) else refresh_after)
