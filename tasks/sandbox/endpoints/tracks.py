"""Tracks by id."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.ids import known, several
from tasks.sandbox.objects.tracks import track_json
from tasks.sandbox.routing import Route


def one(ask: Ask) -> Any:
    """GET tracks/{id}."""
    return track_json(ask, known(ask, ask.world.shelf.tracks))


def many(ask: Ask) -> Any:
    """GET tracks?ids=, at most 50."""
    return {"tracks": several(ask, 50, ask.world.shelf.tracks, track_json)}


ROUTES = [Route("tracks/{id}", one), Route("tracks", many, is_removed=True)]
