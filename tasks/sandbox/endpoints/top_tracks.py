"""An artist's ten most popular tracks in a market."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.availability import market_of
from tasks.sandbox.ids import known
from tasks.sandbox.music import top_tracks
from tasks.sandbox.objects.tracks import track_json
from tasks.sandbox.routing import Route


def tracks(ask: Ask) -> Any:
    """GET artists/{id}/top-tracks: a list without pages."""
    found = top_tracks(ask.world, known(ask, ask.world.shelf.artists), market_of(ask))
    return {"tracks": [track_json(ask, track_id) for track_id in found]}


ROUTES = [Route("artists/{id}/top-tracks", tracks, is_removed=True)]
