"""What everyone may know of a user: the public profile, and the public playlists."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.browsing import shown
from tasks.sandbox.errors import not_found
from tasks.sandbox.invented import number
from tasks.sandbox.objects.common import images
from tasks.sandbox.objects.playlists import simple_playlist
from tasks.sandbox.objects.users import NAMES, user_links
from tasks.sandbox.paging import Collection, page
from tasks.sandbox.routing import Route
from tasks.sandbox.shelves import OWN, Listed, listed

# Ids of users are free text; this one has no name to show, and no playlist.
ODD = "odd user & söhne"
DISPLAYED = NAMES | {ODD: None}


def _known(ask: Ask) -> str:
    if ask.names["id"] not in DISPLAYED:
        raise not_found()
    return ask.names["id"]


def profile(ask: Ask) -> Any:
    """GET users/{id}."""
    user_id = _known(ask)
    return {
        "display_name": DISPLAYED[user_id],
        **user_links(ask, user_id),
        "followers": {"href": None, "total": 7 + number("followers", user_id) % 900 + ask.world.number},
        "images": images(user_id, "ab677570") if user_id == "spotify" else [],
    }


def playlists(ask: Ask) -> Any:
    """GET users/{id}/playlists: the public ones only, whoever asks."""
    public = shown(ask, _public(ask, _known(ask)))
    return page(ask, Collection(ask.path, public, lambda playlist: playlist and simple_playlist(ask, playlist)))


def _public(ask: Ask, user_id: str) -> list[Listed]:
    catalogue = ask.world.catalogue
    every = [*OWN.values(), *(listed(catalogue, key) for key in catalogue.playlists)]
    return [playlist for playlist in every if playlist and playlist.is_public and playlist.owner_id == user_id]


ROUTES = [
    Route("users/{id}", profile, is_removed=True),
    Route("users/{id}/playlists", playlists, is_removed=True),
]
