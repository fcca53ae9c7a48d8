"""Finding out what the app may ask: never configured; probed once a day, remembered, and corrected by every answer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import task_run

from tasks.events import tell
from tasks.extract import FORBIDDEN, asked
from tasks.postgres.capabilities import Capability, capabilities, keep_capabilities
from tasks.postgres.connect import transaction
from tasks.resources import RESOURCES
from tasks.resources.need import Need
from tasks.resources.page import Page, Request
from tasks.resources.reading import Resource
from tasks.retrying import DELAYS, RETRYING
from tasks.session import current
from tasks.spotify.errors import Unavailable

AGAIN_AFTER = timedelta(days=1)

# So many answers of 404, and none other, are no coincidence.
MANY = 3


def probes(resources: Iterable[Resource], need: Need) -> dict[str, Request]:
    """Return by endpoint the request that tells whether the app has it, for the resources that the run takes in."""
    found: dict[str, Request] = {}
    for resource in resources:
        if resource.is_wanted(need):
            found |= dict(resource.probe(need))
    return found


def batch_probe(resource: Resource, need: Need, known: Mapping[str, Capability]) -> dict[str, Request]:
    """Return the first batch that the run would ask for, unless it is known whether the app has batches.

    Where it has, the probe is part of the reading and costs nothing.
    """
    if not resource.batch_path or _is_fresh(known.get(resource.batch_path)):
        return {}
    path = resource.batch_path.partition("?")[0]
    batches = [one for one in resource.requests(need.hoping_for(resource.batch_path)) if one.path == path]
    return {resource.batch_path: batches[0]} if batches else {}


def known_capabilities() -> dict[str, Capability]:
    """Return what is known of every endpoint."""
    session = current()
    with transaction(session.databases.source) as connection:
        return capabilities(connection, session.client_id)


def found_out(questions: Mapping[str, Request], known: dict[str, Capability]) -> dict[str, Capability]:
    """Return what is known of every endpoint; of these nothing is asked where something recent is known."""
    stale = {one: ask for one, ask in questions.items() if not _is_fresh(known.get(one))}
    return probe(stale, [one for one in stale if one not in known or known[one].is_available]) if stale else known


@task(name="probe", task_run_name="probe", cache_policy=NO_CACHE, **RETRYING)
def probe(questions: dict[str, Request], expected: list[str]) -> dict[str, Capability]:
    """Ask what tells whether the app has these endpoints, and return what is known of every endpoint.

    The answers are kept: a probe that is also the first request of a resource is not asked again. A refusal of what is
    `expected` to be there is only believed the second time: for a day it costs rows, or a request an id.
    """
    answers = _answers(questions)
    doubtful = [one for one, page in answers.items() if page.status == FORBIDDEN and one in expected]
    answers |= _answers({endpoint: questions[endpoint] for endpoint in doubtful})
    return learn({endpoint: _verdict(page) for endpoint, page in answers.items()})


def _answers(questions: Mapping[str, Request]) -> dict[str, Page]:
    """Return what was answered; when tried to the last, what never was shows nothing, for one bad id spoils a batch."""
    answers: dict[str, Page] = {}
    failures: list[Unavailable] = []
    for endpoint, question in questions.items():
        try:
            # One question may tell of two endpoints.
            same = next((page for page in answers.values() if page.request.key == question.key), None)
            answers[endpoint] = same or asked(question)
        except Unavailable as error:
            failures.append(error)
    if failures and task_run.run_count <= len(DELAYS):
        raise failures[0]
    return answers


def learn(found: Mapping[str, tuple[bool, int] | None]) -> dict[str, Capability]:
    """Store what has been found out, tell about what changed, and return what is known of every endpoint."""
    session = current()
    told = {endpoint: verdict for endpoint, verdict in found.items() if verdict is not None}
    with transaction(session.databases.source) as connection:
        changed = keep_capabilities(connection, session.client_id, told) if told else {}
        known = capabilities(connection, session.client_id)
    for endpoint, before in changed.items():
        _tell(before, known[endpoint])
    return known


def contradicted(resource: Resource, pages: Sequence[Page]) -> dict[str, tuple[bool, int]]:
    """Return by endpoint what the answers of a resource say of it: one good one shows that the app has it."""
    return {
        endpoint: verdict
        for endpoint, answers in (
            (resource.needs, [page for page in pages if not _is_batch(resource, page)]),
            (resource.batch_path, [page for page in pages if _is_batch(resource, page)]),
        )
        if endpoint and answers and (verdict := _of_all(resource, answers)) is not None
    }


def _of_all(resource: Resource, pages: Sequence[Page]) -> tuple[bool, int] | None:
    statuses = {page.status for page in pages}
    if any(status < 300 for status in statuses):
        return True, min(statuses)
    # One id that is gone shows nothing; where no id at all is to be had, it is the endpoint.
    is_telling = 404 not in statuses or len(pages) >= MANY
    return (False, min(statuses)) if statuses <= resource.refused_with and is_telling else None


def _is_batch(resource: Resource, page: Page) -> bool:
    return bool(resource.batch_path) and page.request.path == resource.batch_path.partition("?")[0]


def _is_fresh(capability: Capability | None) -> bool:
    return capability is not None and datetime.now(UTC) - capability.last_seen < AGAIN_AFTER


def _verdict(page: Page) -> tuple[bool, int] | None:
    """Return whether the app has the endpoint; None where the answer says something of the id alone."""
    if page.status in RESOURCES[page.request.resource].refused_with:
        return False, page.status
    return None if page.status == 404 or page.status >= 500 else (True, page.status)


def _tell(before: Capability, now: Capability) -> None:
    tell(
        "capability.changed",
        f"endpoint/{now.endpoint}",
        endpoint=now.endpoint,
        status=now.status,
        http_code=now.http_code,
        before=before.status,
        since=now.first_seen.isoformat(),
    )
