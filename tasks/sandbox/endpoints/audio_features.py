"""Audio features by track; gone in November 2024 for apps without the grant of before."""

from collections.abc import Container
from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.errors import not_found
from tasks.sandbox.ids import known, several
from tasks.sandbox.objects.audio_features import audio_features, was_analysed
from tasks.sandbox.routing import Route


def _shelf(ask: Ask) -> Container[str]:
    return ask.world.shelf.tracks


def one(ask: Ask) -> Any:
    """GET audio-features/{id}."""
    track_id = known(ask, _shelf(ask))
    if not was_analysed(track_id):
        raise not_found()
    return audio_features(ask, track_id)


def many(ask: Ask) -> Any:
    """GET audio-features?ids=, at most 100: null for an unknown track, and for one that was never analysed."""
    found = several(ask, 100, _shelf(ask), lambda ask, key: audio_features(ask, key) if was_analysed(key) else None)
    return {"audio_features": found}


ROUTES = [
    Route("audio-features/{id}", one, needs_grant=True),
    Route("audio-features", many, needs_grant=True),
]
