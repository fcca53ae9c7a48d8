"""The scopes that a listener is asked for: those that the resources name, no more."""

from collections.abc import Iterable

from tasks.resources import RESOURCES

# What plays now is off by default, so it is not asked for either.
PLAYBACK = frozenset(("user-read-playback-state", "user-read-currently-playing"))

# Bound to scopes in consequence of others: collaborative playlists are among the listener's playlists.
_BESIDES = {"playlist-read-private": "playlist-read-collaborative"}


def needed_scopes(*, playback: bool = False) -> frozenset[str]:
    """Return the scopes of the listener's resources; with `playback` also those that show what plays now."""
    named = frozenset(scope for resource in RESOURCES.values() for scope in resource.scope.split())
    besides = frozenset(_BESIDES[scope] for scope in named & _BESIDES.keys())
    return named - PLAYBACK | besides | (PLAYBACK if playback else frozenset())


def lacking(granted: Iterable[str]) -> dict[str, list[str]]:
    """Return the scopes that were not granted, each with the names of the resources that go without."""
    missing = needed_scopes() - frozenset(granted)
    return {
        scope: [resource.name for resource in RESOURCES.values() if scope in resource.scope.split()]
        for scope in sorted(missing)
    }
