"""The ids whose full objects a run asks for, from what it has met, what is stored, and what was read when."""

from collections.abc import Callable, Sequence

from tasks.gathering import Gathering
from tasks.postgres import known
from tasks.postgres.connect import transaction
from tasks.resources import RESOURCES
from tasks.resources.columns import Frames
from tasks.resources.details import requests_for
from tasks.resources.page import Request
from tasks.resources.wanted import albums_met, artists_met, simplified_tracks, wanted
from tasks.session import current


def artists_to_read(gathering: Gathering) -> list[Request]:
    """Every artist met: genres in any mode, followers and popularity where the app is given them."""
    return _to_read("artists", gathering, gathering.run.artists, artists_met)


def albums_to_read(gathering: Gathering, released: list[str]) -> list[Request]:
    """Every album met where one request reads twenty; otherwise the selected and what the selected artists released.

    In development mode the others would gain a UPC and nothing else, for a request each.
    """
    met = albums_met if _reads_many("albums") else lambda _: released
    return _to_read("albums", gathering, gathering.run.albums, met)


def tracks_to_read(gathering: Gathering) -> list[Request]:
    """The selected, and where one request reads fifty those of which only an album's short form is known."""
    met = simplified_tracks if _reads_many("tracks") else lambda _: []
    return _to_read("tracks", gathering, gathering.run.tracks, met)


def _reads_many(resource: str) -> bool:
    return current().app.may(RESOURCES[resource].batch_path)


def _to_read(
    name: str, gathering: Gathering, selected: Sequence[str], met: Callable[[Frames], list[str]]
) -> list[Request]:
    resource, moment = RESOURCES[name], gathering.window.moment
    with transaction(current().databases.source) as connection:
        marks = known.watermarks(connection, name) if gathering.run.mode == "incremental" else {}
        stored = known.stored_ids(connection, name) if _reads_many(name) or name == "artists" else []
    ids = wanted(resource, selected, met(gathering.rows.frames) + stored, marks, moment)
    return requests_for(resource, ids, current().app)
