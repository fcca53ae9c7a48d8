"""Finding out what the app may ask: never configured, asked once a day, and remembered."""

from datetime import UTC, datetime, timedelta

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.postgres import known
from tasks.postgres.connect import transaction
from tasks.session import Session, current
from tasks.spotify.errors import BadRequest, ForbiddenInThisMode, NotFound

AGAIN_AFTER = timedelta(days=1)

# Any well-formed id will do: a batch answers null for one that does not exist, and 403 only where batches are gone.
ANY_ID = "0TnOYISbd1XYRBk9myaseg"

BATCHES = {"artists?ids=": "artists", "albums?ids=": "albums", "tracks?ids=": "tracks"}
CONTENTS = "playlists/{id}/tracks"


@task(name="probe", cache_policy=NO_CACHE)
def probe(playlist_ids: list[str]) -> list[str]:
    """Return the endpoints that this app may not ask, and remember them for a day.

    The contents of a playlist can only be probed with one that the listener does not own: the first of the selection.
    """
    session = current()
    with transaction(session.databases.source) as connection:
        fresh = known.capabilities(connection, session.client_id, datetime.now(UTC) - AGAIN_AFTER)
        codes = {
            endpoint: _code(session, path, ids=ANY_ID) for endpoint, path in BATCHES.items() if endpoint not in fresh
        }
        if CONTENTS not in fresh and playlist_ids:
            codes[CONTENTS] = _code(session, f"playlists/{playlist_ids[0]}/tracks", limit=1)
        if codes.get(CONTENTS) == 404:
            del codes[CONTENTS]  # says something of that playlist, nothing of the endpoint
        known.keep_capabilities(connection, session.client_id, codes)
        statuses = known.capabilities(connection, session.client_id, datetime.now(UTC) - AGAIN_AFTER)
    return sorted(endpoint for endpoint, status in statuses.items() if status == "unavailable")


def _code(session: Session, path: str, **params: str | int) -> int:
    try:
        session.spotify.ask(path, params)
    except (BadRequest, ForbiddenInThisMode, NotFound) as error:
        return error.status or 0
    return 200
