"""Users: the listener, Spotify, and the one curator that every other playlist of an archive is given."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.oddities import LISTENER

NAMES = {LISTENER: "Sandbox Listener", "spotify": "Spotify", "sandbox-curator": "Sandbox Curator"}


def user_links(ask: Ask, user_id: str) -> dict[str, Any]:
    """Return a user as entries name who added them; of an unknown user every part is empty but present."""
    return {
        "external_urls": {"spotify": f"https://open.spotify.com/user/{user_id}"},
        "href": f"{ask.api}/users/{user_id}",
        "id": user_id,
        "type": "user",
        "uri": f"spotify:user:{user_id}",
    }


def owner(ask: Ask, user_id: str) -> dict[str, Any]:
    """Return a user as playlists name their owner."""
    return {"display_name": NAMES[user_id], **user_links(ask, user_id)}


def listener(ask: Ask) -> dict[str, Any]:
    """Return the answer of /me."""
    return owner(ask, LISTENER) | {
        "account_id": "sandboxaccount00000000",  # since May 2026, immutable where `id` is not
        "country": "DE",
        "email": "listener@sandbox.invalid",
        "explicit_content": {"filter_enabled": False, "filter_locked": False},
        "followers": {"href": None, "total": 7},
        "images": [],
        "product": "premium",
    }
