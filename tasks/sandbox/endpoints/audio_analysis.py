"""Audio analysis by track; gone in November 2024 for apps without the grant of before."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.errors import not_found
from tasks.sandbox.ids import known
from tasks.sandbox.objects.audio_analysis import audio_analysis
from tasks.sandbox.objects.audio_features import was_analysed
from tasks.sandbox.routing import Route


def one(ask: Ask) -> Any:
    """GET audio-analysis/{id}: there is no batch."""
    track_id = known(ask, ask.world.shelf.tracks)
    if not was_analysed(track_id):
        raise not_found()
    return audio_analysis(ask, track_id)


ROUTES = [Route("audio-analysis/{id}", one, needs_grant=True)]
