"""What the listener plays now. Nothing is 204 without a body, except for the queue, which is then empty."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.objects.playing import currently, device, item
from tasks.sandbox.playing import playing
from tasks.sandbox.routing import Route


def state(ask: Ask) -> Any:
    """GET me/player; None where nothing plays."""
    found = playing(ask.world, ask.user_id)
    if found is None:
        return None
    states = {"shuffle_state": ask.world.number % 2 == 0, "smart_shuffle": False, "repeat_state": "off"}
    return {"device": device(ask), **states, **currently(ask, found)}


def currently_playing(ask: Ask) -> Any:
    """GET me/player/currently-playing; None where nothing plays."""
    found = playing(ask.world, ask.user_id)
    return found and currently(ask, found)


def queue(ask: Ask) -> Any:
    """GET me/player/queue: what plays and the next 20, episodes among them whether asked for or not."""
    found = playing(ask.world, ask.user_id)
    first, *rest = [item(ask, each) for each in found.items] if found else [None]
    return {"currently_playing": first, "queue": rest[:20]}


ROUTES = [
    Route("me/player", state, needs_user=True, scope="user-read-playback-state"),
    Route("me/player/currently-playing", currently_playing, needs_user=True, scope="user-read-currently-playing"),
    Route(
        "me/player/queue",
        queue,
        needs_user=True,
        scope="user-read-currently-playing user-read-playback-state",
    ),
]
