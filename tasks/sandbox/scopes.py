"""What a user can permit an app: Spotify's names, and those that this sandbox asks for."""

from functools import cache

from tasks.sandbox.routing import routes

# Every scope that Spotify publishes; an app that asks for another is refused.
KNOWN = frozenset({
    *("app-remote-control", "streaming", "ugc-image-upload"),
    *("playlist-modify-private", "playlist-modify-public", "playlist-read-collaborative", "playlist-read-private"),
    *("user-follow-modify", "user-follow-read", "user-library-modify", "user-library-read"),
    *("user-modify-playback-state", "user-read-currently-playing", "user-read-playback-position"),
    *("user-read-playback-state", "user-read-recently-played", "user-top-read"),
    *("user-read-email", "user-read-private"),
})  # fmt: skip

# What opens single fields or playlists, and no endpoint as a whole.
FIELDS = frozenset({
    "playlist-read-collaborative", "playlist-read-private", "user-read-email", "user-read-private",
})  # fmt: skip


@cache
def read() -> frozenset[str]:
    """Return all that there is to permit here: what any route needs, and what only adds fields."""
    return FIELDS.union(*(route.scope.split() for route in routes()))


def written(scopes: frozenset[str]) -> str:
    """Return scopes as OAuth writes them: one text, separated by blanks."""
    return " ".join(sorted(scopes))
