"""What earlier runs have stored, as far as it decides what need not be asked again; a full run knows nothing."""

from collections.abc import Mapping

from tasks.postgres import known
from tasks.postgres.backlog import backlog
from tasks.postgres.connect import transaction
from tasks.resources.app import Known, Saved
from tasks.resources.details import failures_in
from tasks.selection import Run
from tasks.session import current


def known_to(run: Run, user_id: str) -> Known:
    """Return snapshots of playlists and the size of the listener's library."""
    if run.mode == "full":
        return Known()
    with transaction(current().databases.source) as connection:
        saved = known.saved(connection, user_id) if user_id else {}
        snapshots = known.watermarks(connection, "playlists")
    return Known(snapshots, {table: Saved(count, newest) for table, (count, newest) in saved.items()})


def marks_of(run: Run, resource: str) -> Mapping[str, str]:
    """Return when each id of a resource was last read."""
    if run.mode == "full":
        return {}
    with transaction(current().databases.source) as connection:
        return known.watermarks(connection, resource)


def stored_ids(resource: str) -> list[str]:
    """Return the ids of a resource that are stored, most used first."""
    with transaction(current().databases.source) as connection:
        return known.stored_ids(connection, resource)


def failures() -> dict[str, int]:
    """Return how often in a row ids could not be read, by "<resource> <id>"."""
    with transaction(current().databases.source) as connection:
        marks = known.failed_watermarks(connection)
    return {f"{resource} {one}": failures_in(mark) for resource, one, mark in marks}


def waiting() -> dict[str, list[str]]:
    """Return what earlier runs had to leave, by resource, in order of priority."""
    session = current()
    with transaction(session.databases.source) as connection:
        return backlog(connection, session.client_id)
