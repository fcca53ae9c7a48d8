"""Categories of Spotify's pages for browsing, and their playlists."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.browsing import CATEGORIES, in_category, shown
from tasks.sandbox.errors import not_found
from tasks.sandbox.objects.common import images
from tasks.sandbox.objects.playlists import simple_playlist
from tasks.sandbox.paging import Collection, page
from tasks.sandbox.routing import Route


def _known(ask: Ask) -> str:
    """Return the id in the path, which may be a word; raises Refusal where there is no such category."""
    if ask.names["id"] not in CATEGORIES:
        raise not_found()
    return ask.names["id"]


def _category(ask: Ask, category_id: str) -> dict[str, Any]:
    return {
        "href": f"{ask.api}/browse/categories/{category_id}",
        "icons": [{"height": 274, "url": images(category_id)[1]["url"], "width": 274}],
        "id": category_id,
        "name": CATEGORIES[category_id],
    }


def categories(ask: Ask) -> Any:
    """GET browse/categories: under "categories"."""
    return {"categories": page(ask, Collection(ask.path, list(CATEGORIES), lambda key: _category(ask, key)))}


def one(ask: Ask) -> Any:
    """GET browse/categories/{id}."""
    return _category(ask, _known(ask))


def playlists(ask: Ask) -> Any:
    """GET browse/categories/{id}/playlists: under "playlists", with the category's name as the message."""
    category_id = _known(ask)
    listed = shown(ask, in_category(ask.world.catalogue, category_id))
    found = Collection(ask.path, listed, lambda playlist: playlist and simple_playlist(ask, playlist))
    return {"message": CATEGORIES[category_id], "playlists": page(ask, found)}


ROUTES = [
    Route("browse/categories", categories, is_removed=True),
    Route("browse/categories/{id}", one, is_removed=True),
    Route("browse/categories/{id}/playlists", playlists, is_removed=True, needs_grant=True, refused_with=404),
]
