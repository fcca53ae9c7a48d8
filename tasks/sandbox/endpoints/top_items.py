"""What the listener hears most, in three ranges of time."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.errors import bad_request
from tasks.sandbox.objects.artists import artist
from tasks.sandbox.objects.tracks import track_json
from tasks.sandbox.paging import Collection, page
from tasks.sandbox.routing import Route
from tasks.sandbox.tops import RANGES, top


def _top(ask: Ask, noun: str) -> tuple[str, ...]:
    time_range = ask.query.get("time_range", "medium_term")
    if time_range not in RANGES:
        raise bad_request("Invalid time range")
    return top(ask.world.catalogue, noun, time_range, ask.world.date.toordinal(), ask.user_id)


def artists(ask: Ask) -> Any:
    """GET me/top/artists."""
    return page(ask, Collection(ask.path, _top(ask, "artists"), lambda key: ask.mode.trim(artist(ask, key))))


def tracks(ask: Ask) -> Any:
    """GET me/top/tracks."""
    return page(ask, Collection(ask.path, _top(ask, "tracks"), lambda key: track_json(ask, key)))


ROUTES = [
    Route("me/top/artists", artists, needs_user=True, scope="user-top-read"),
    Route("me/top/tracks", tracks, needs_user=True, scope="user-top-read"),
]
