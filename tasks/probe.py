"""Finding out what the app may ask: never configured, asked once a day, and remembered."""

from datetime import UTC, datetime, timedelta

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.postgres import known
from tasks.postgres.connect import transaction
from tasks.retrying import RETRYING
from tasks.session import Session, current
from tasks.spotify.errors import BadRequest, ForbiddenInThisMode, NotFound

AGAIN_AFTER = timedelta(days=1)

# Any well-formed id will do: a batch answers null for one that does not exist, and 403 only where batches are gone.
ANY_ID = "0TnOYISbd1XYRBk9myaseg"

BATCHES = {"artists?ids=": "artists", "albums?ids=": "albums", "tracks?ids=": "tracks"}
CONTENTS = "playlists/{id}/tracks"


@task(name="probe", task_run_name="probe", cache_policy=NO_CACHE, **RETRYING)
def probe(playlist_ids: list[str]) -> list[str]:
    """Return the endpoints that this app may not ask, and remember them for a day.

    The endpoint of a playlist's contents needs a playlist to be probed with, whoever owns it.
    """
    session = current()
    for endpoint in [*BATCHES, *([CONTENTS] if playlist_ids else [])]:
        if endpoint not in _fresh(session):
            _keep(session, endpoint, _probed(session, endpoint, playlist_ids))
    return sorted(endpoint for endpoint, status in _fresh(session).items() if status == "unavailable")


def _fresh(session: Session) -> dict[str, str]:
    with transaction(session.databases.source) as connection:
        return known.capabilities(connection, session.client_id, datetime.now(UTC) - AGAIN_AFTER)


def _keep(session: Session, endpoint: str, code: int) -> None:
    if endpoint == CONTENTS and code == 404:
        return  # says something of that playlist, nothing of the endpoint
    with transaction(session.databases.source) as connection:
        known.keep_capabilities(connection, session.client_id, {endpoint: code})


def _probed(session: Session, endpoint: str, playlist_ids: list[str]) -> int:
    if endpoint == CONTENTS:
        return _code(session, f"playlists/{playlist_ids[0]}/tracks", limit=1)
    return _code(session, BATCHES[endpoint], ids=ANY_ID)


def _code(session: Session, path: str, **params: str | int) -> int:
    try:
        session.spotify.ask(path, params)
    except (BadRequest, ForbiddenInThisMode, NotFound) as error:
        return error.status or 0
    return 200
