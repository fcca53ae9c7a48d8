"""Fetching pages: each task a batch of requests, retried as a whole, asking again only for what is still missing."""

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import polars as pl
from prefect import task
from prefect.context import TaskRunContext
from prefect.runtime import task_run

from tasks.advice import concerns_everything
from tasks.console.terminal import Reading, reading
from tasks.parquet import ParquetSerializer
from tasks.resources import RESOURCES
from tasks.resources.app import App
from tasks.resources.details import requests_for
from tasks.resources.page import Page, Request, to_frame
from tasks.retrying import DELAYS, RETRYING
from tasks.session import Session, current
from tasks.spotify import crawl
from tasks.spotify.crawl import MOST_WORKERS
from tasks.spotify.errors import BadRequest, ForbiddenInThisMode, NotFound, SpotifyError, Unavailable
from tasks.spotify.kept import Kept

# Where Spotify is down nothing is answered; so few ids that fail while others are answered fail by themselves.
FEW = 3

FORBIDDEN = 403


class NotKeptError(SpotifyError):
    """The answer to this question has not been given yet."""


def key_of(context: TaskRunContext, parameters: dict[str, Any]) -> str:  # noqa: ARG001
    """Return what makes two fetches the same, and where Prefect keeps the result."""
    return kept_as(parameters["window"], parameters["requests"])


def kept_as(window: str, requests: Sequence[Request]) -> str:
    """Return what makes two fetches the same: the window, the resource and every question."""
    questions = "\n".join(request.key for request in requests)
    return f"{window}-{hashlib.sha256(questions.encode()).hexdigest()[:24]}"


def run_name() -> str:
    """Return what a fetch is called in the UI: extract playlists, extract albums 2 of 4."""
    asked = task_run.parameters
    return f"extract {asked['resource']} {asked['part']}".strip()


@task(
    name="extract",
    task_run_name=run_name,
    cache_key_fn=key_of,
    persist_result=True,
    cache_result_in_memory=False,  # of a large crawl that would be every page
    result_serializer=ParquetSerializer(),
    **RETRYING,
)
def fetch(resource: str, part: str, requests: list[Request], window: str) -> pl.DataFrame:  # noqa: ARG001
    """Return the pages that answer these requests and all that they call for.

    Raises Deferred when Spotify asks for a longer pause, Unauthorised, and Unavailable where nothing was to be had.
    """
    session = current()
    with reading(f"{resource} {part}".strip(), len(requests)) as progress:
        return to_frame(_answered(session, resource, requests, progress, task_run.run_count))


def kept_pages(resource: str, requests: list[Request]) -> pl.DataFrame:
    """Return what of a fetch has been answered so far, without asking."""
    session = current()
    read = partial(_kept, session)
    done = crawl(requests, read, _follow(session, resource), workers=MOST_WORKERS)  # S3 takes its time for each
    return to_frame([page for _, page in done.answers])


def _answered(
    session: Session, resource: str, requests: Sequence[Request], progress: Reading, attempt: int
) -> list[Page]:
    pages = _crawled(session, resource, requests, progress, attempt)
    further = RESOURCES[resource].confirm(pages)
    progress.expect(len(further))
    return pages + _crawled(session, resource, further, progress, attempt)


def _crawled(
    session: Session, resource: str, requests: Sequence[Request], progress: Reading, attempt: int
) -> list[Page]:
    follow = _follow(session, resource, progress)
    done = crawl(requests, asked, follow, workers=session.workers, on_answer=progress.answer)
    _raise_lasting(done.failures)
    if attempt <= len(DELAYS) and (doubtful := done.failures + _refused(done.answers, attempt)):
        raise doubtful[0][1]
    pages, failed = [page for _, page in done.answers], [request for request, _ in done.failures]
    return pages + _one_by_one(session, resource, failed, progress, has_any=bool(pages))


def _refused(answers: Sequence[tuple[Request, Page]], attempt: int) -> list[tuple[Request, SpotifyError]]:
    """Return what to doubt of the refusals, for they count for days: of a batch, which can be asked singly, the first.

    What an app lacks is not asked for at all, so that a refusal here is rare.
    """
    return [
        (one, Unavailable("refused, perhaps only now", one.path, FORBIDDEN))
        for one, page in answers
        if page.status == FORBIDDEN and (attempt == 1 or len(one.subjects) <= 1)
    ]


def _one_by_one(
    session: Session, resource: str, failed: Sequence[Request], progress: Reading, *, has_any: bool
) -> list[Page]:
    """Ask singly for what failed to the last, for one bad id spoils its batch; keep the failures as pages."""
    batched = [one for one in failed if len(one.subjects) > 1]
    lone = [one for one in failed if one not in batched]
    alone = App(unavailable=frozenset({RESOURCES[resource].batch_path}), known=session.app.known)
    asunder = (requests_for(RESOURCES[resource], one.subjects, alone, **one.market) for one in batched)
    singles = [single for several in asunder for single in several]
    done = crawl(
        singles,
        asked,
        _follow(session, resource),
        workers=session.workers,
        on_answer=progress.answer,
    )
    _raise_lasting(done.failures)
    lost = lone + [request for request, _ in done.failures]
    if lost and not (has_any or done.answers or _fail_by_themselves(session, resource, lost)):
        raise Unavailable(f"Spotify answered none of {len(lost)} requests for {resource}")
    return [page for _, page in done.answers] + [Page(one, 500, b"", session.spotify.observed_at()) for one in lost]


def _fail_by_themselves(session: Session, resource: str, lost: Sequence[Request]) -> bool:
    return session.was_answered and len(lost) <= FEW and RESOURCES[resource].path.endswith("/{id}")


def _raise_lasting(failures: Sequence[tuple[Request, SpotifyError]]) -> None:
    """Raise the first failure that asking again will not mend."""
    for _, error in failures:
        if not isinstance(error, Unavailable):
            raise error


def asked(request: Request) -> Page:
    """Return the answer to one question, from those that are kept if it was asked before; raises SpotifyError."""
    session = current()
    try:
        return _kept(session, request)
    except NotKeptError:
        answer = _told(session, request)
        if answer.status != FORBIDDEN:
            session.answers.put(request.key, answer)
        return Page(request, answer.status, answer.body, answer.observed_at)


def _told(session: Session, request: Request) -> Kept:
    try:
        answer = session.spotify.ask(request.path, dict(request.params))
    except (BadRequest, ForbiddenInThisMode, NotFound) as error:
        if request.resource == "current user" or concerns_everything(error):
            raise  # a lapsed Premium or an unregistered user: nothing will be answered, and Spotify says why
        return Kept(error.status or 404, b"", session.spotify.observed_at())
    session.was_answered = True
    return Kept(answer.status, answer.body, answer.observed_at)


def _kept(session: Session, request: Request) -> Page:
    kept = session.answers.get(request.key)
    if kept is None:
        raise NotKeptError(request.path)
    return Page(request, kept.status, kept.body, kept.observed_at)


def _follow(
    session: Session, resource: str, progress: Reading | None = None
) -> Callable[[Request, Page], list[Request]]:
    def follow(_: Request, page: Page) -> list[Request]:
        further = list(RESOURCES[resource].follow(page, session.app))
        if progress:
            progress.expect(len(further))
        return further

    return follow
