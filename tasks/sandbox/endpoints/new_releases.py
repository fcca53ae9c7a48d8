"""New albums. The endpoint once took a country; it no longer does, and ignores it."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.objects.albums import simple_album
from tasks.sandbox.paging import Collection, page
from tasks.sandbox.releases import new_releases
from tasks.sandbox.routing import Route


def albums(ask: Ask) -> Any:
    """GET browse/new-releases: latest first, under "albums"."""
    listed = Collection(ask.path, new_releases(ask), lambda album_id: ask.mode.trim(simple_album(ask, album_id)))
    return {"albums": page(ask, listed)}


ROUTES = [Route("browse/new-releases", albums, is_removed=True)]
