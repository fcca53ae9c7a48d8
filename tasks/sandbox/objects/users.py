"""Users: the listeners, Spotify, and the one curator that every other playlist of an archive is given."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.listener import SECOND_LISTENER
from tasks.sandbox.oddities import LISTENER

NAMES = {
    LISTENER: "Sandbox Listener",
    SECOND_LISTENER: "Second Listener",
    "spotify": "Spotify",
    "sandbox-curator": "Sandbox Curator",
}

# Since May 2026, immutable where `id` is not.
ACCOUNTS = {LISTENER: "sandboxaccount00000000", SECOND_LISTENER: "sandboxaccount00000001"}

# What a user permits an app to see of the profile, beyond what is public.
PRIVATE = {"user-read-private": ("country", "explicit_content", "product"), "user-read-email": ("email",)}


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
    """Return the answer of /me: the profile of the user who asks, as far as it was permitted."""
    full = owner(ask, ask.user_id) | {
        "account_id": ACCOUNTS[ask.user_id],
        "country": "DE",
        "email": f"{ask.user_id.removeprefix('sandbox-')}@sandbox.invalid",
        "explicit_content": {"filter_enabled": False, "filter_locked": False},
        "followers": {"href": None, "total": 7},
        "images": [],
        "product": "premium",
    }
    hidden = {name for scope, names in PRIVATE.items() if scope not in ask.scopes for name in names}
    return {name: value for name, value in full.items() if name not in hidden}
