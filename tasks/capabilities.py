"""Finding out what the app may ask: never configured; probed once a day, remembered, and corrected by every answer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.events import tell
from tasks.extract import asked
from tasks.postgres.capabilities import Capability, capabilities, keep_capabilities
from tasks.postgres.connect import transaction
from tasks.resources import RESOURCES
from tasks.resources.audio_features import ANY_ID
from tasks.resources.need import Need
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import Resource
from tasks.retrying import RETRYING
from tasks.session import current

AGAIN_AFTER = timedelta(days=1)

# So many answers of 404, and none other, are no coincidence.
MANY = 3


def probes(resources: Iterable[Resource], need: Need) -> dict[str, Request]:
    """Return by endpoint the request that tells whether the app has it, for the resources that the run takes in."""
    found: dict[str, Request] = {}
    for resource in resources:
        if resource.is_wanted(need):
            found |= dict(resource.probe(need)) | _batch(resource)
    return found


def _batch(resource: Resource) -> dict[str, Request]:
    path = resource.batch_path.partition("?")[0]
    return {resource.batch_path: request(resource.name, path, ANY_ID, ids=ANY_ID)} if path else {}


def found_out(resources: Iterable[Resource], need: Need) -> dict[str, Capability]:
    """Return what is known of every endpoint; those the run needs are asked first where nothing recent is known."""
    session = current()
    with transaction(session.databases.source) as connection:
        known = capabilities(connection, session.client_id)
    stale = {one: ask for one, ask in probes(resources, need).items() if not _is_fresh(known.get(one))}
    return probe(stale) if stale else known


@task(name="probe", task_run_name="probe", cache_policy=NO_CACHE, **RETRYING)
def probe(questions: dict[str, Request]) -> dict[str, Capability]:
    """Ask what tells whether the app has these endpoints, and return what is known of every endpoint.

    The answers are kept: a probe that is also the first request of a resource is not asked again.
    """
    answers = {endpoint: asked(question) for endpoint, question in questions.items()}
    return learn({endpoint: _verdict(page) for endpoint, page in answers.items()})


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
