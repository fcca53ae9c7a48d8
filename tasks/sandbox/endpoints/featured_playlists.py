"""The playlists that Spotify's first page shows."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.browsing import featured, message, shown
from tasks.sandbox.objects.playlists import simple_playlist
from tasks.sandbox.paging import Collection, page
from tasks.sandbox.routing import Route


def playlists(ask: Ask) -> Any:
    """GET browse/featured-playlists: under "playlists", with a message."""
    listed = shown(ask, featured(ask.world.catalogue, ask.world.date))
    found = Collection(ask.path, listed, lambda playlist: playlist and simple_playlist(ask, playlist))
    return {"message": message(ask.world.date), "playlists": page(ask, found)}


ROUTES = [Route("browse/featured-playlists", playlists, is_removed=True, needs_grant=True, refused_with=404)]
