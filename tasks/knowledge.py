"""What earlier runs have stored, as far as it decides what need not be asked again; a full run knows nothing of that.

Since when something has been known it knows all the same: reading everything again does not make it any newer.
"""

from collections.abc import Mapping

from tasks.postgres import known
from tasks.postgres.backlog import backlog
from tasks.postgres.connect import transaction
from tasks.resources.app import Known, Saved
from tasks.resources.coverage import Heard, Stretch
from tasks.resources.details import failures_in
from tasks.selection import Run
from tasks.session import current


def known_to(run: Run, user_id: str) -> Known:
    """Return snapshots of playlists, the size of the listener's library, and what has been heard of the plays."""
    if run.mode == "full":
        return Known(heard=heard_of(user_id))
    with transaction(current().databases.source) as connection:
        saved = known.saved(connection, user_id) if user_id else {}
        snapshots = known.watermarks(connection, "playlists")
    counts = {table: Saved(count, newest) for table, (count, newest) in saved.items()}
    return Known(snapshots, counts, heard_of(user_id))


def heard_of(user_id: str) -> Heard:
    """Return what time the readings of a listener's plays have covered, nothing without a listener."""
    if not user_id:
        return Heard()
    with transaction(current().databases.source) as connection:
        stretches, last_play = known.heard(connection, user_id), known.last_play(connection, user_id)
    covered = tuple(Stretch(began_at, ended_at) for began_at, ended_at, is_covered in stretches if is_covered)
    return Heard(stretches[0][0] if stretches else None, covered, last_play)


def lists_read(user_id: str) -> frozenset[str]:
    """Return which of the listener's lists have been read to the end at some time."""
    with transaction(current().databases.source) as connection:
        return frozenset(known.lists_read(connection, user_id))


def marks_of(run: Run, resource: str) -> Mapping[str, str]:
    """Return when each id of a resource was last read."""
    if run.mode == "full":
        return {}
    with transaction(current().databases.source) as connection:
        return known.watermarks(connection, resource)


# What a full run asks for in the place of what an incremental one does: all tracks, whatever is known of them.
AS_IF_UNREAD = {"tracks": "tracks stored", "tracks in full": ""}


def stored_ids(run: Run, resource: str) -> list[str]:
    """Return the ids of a resource that are stored, most used first."""
    if run.mode == "full":
        resource = AS_IF_UNREAD.get(resource, resource)
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
