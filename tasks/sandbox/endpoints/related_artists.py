"""Artists like an artist; gone in November 2024 for apps without the grant of before."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.ids import known
from tasks.sandbox.music import related
from tasks.sandbox.objects.artists import artist
from tasks.sandbox.routing import Route


def artists(ask: Ask) -> Any:
    """GET artists/{id}/related-artists: a list without pages."""
    found = related(ask.world.catalogue, known(ask, ask.world.shelf.artists))
    return {"artists": [ask.mode.trim(artist(ask, artist_id)) for artist_id in found]}


ROUTES = [Route("artists/{id}/related-artists", artists, needs_grant=True, refused_with=404)]
