"""Albums by id, and their tracks."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.ids import known, several
from tasks.sandbox.objects.albums import album_extras, simple_album
from tasks.sandbox.objects.tracks import simple_track
from tasks.sandbox.paging import Collection, page, page_at
from tasks.sandbox.routing import Route

EMBEDDED = 50  # tracks that an album's own answer holds


def _tracks(ask: Ask, album_id: str) -> Collection:
    track_ids = ask.world.shelf.album_tracks[album_id]
    return Collection(f"/v1/albums/{album_id}/tracks", track_ids, lambda key: ask.mode.trim(simple_track(ask, key)))


def _full(ask: Ask, album_id: str) -> dict[str, Any]:
    tracks = page_at(ask, _tracks(ask, album_id), 0, EMBEDDED)
    return simple_album(ask, album_id) | album_extras(ask, album_id) | {"tracks": tracks}


def _json(ask: Ask, album_id: str) -> Any:
    key = ("album", album_id, ask.query.get("market"))
    return ask.world.encoded(key, lambda: ask.mode.trim(_full(ask, album_id)))


def one(ask: Ask) -> Any:
    """GET albums/{id}."""
    return _json(ask, known(ask, ask.world.shelf.albums))


def many(ask: Ask) -> Any:
    """GET albums?ids=, at most 20."""
    return {"albums": several(ask, 20, ask.world.shelf.albums, _json)}


def tracks(ask: Ask) -> Any:
    """GET albums/{id}/tracks."""
    return page(ask, _tracks(ask, known(ask, ask.world.shelf.albums)))


ROUTES = [
    Route("albums/{id}", one),
    Route("albums", many, is_removed=True),
    Route("albums/{id}/tracks", tracks),
]
