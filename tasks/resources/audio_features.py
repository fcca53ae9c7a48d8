"""Audio features of tracks, a hundred a request. They do not change, so no track is asked for twice."""

from collections.abc import Sequence
from datetime import timedelta

from tasks.resources.columns import joined
from tasks.resources.details import by_id, requests_for, seen
from tasks.resources.need import Need
from tasks.resources.objects.audio_features import AudioFeatures, Heard, features_of
from tasks.resources.page import Page, Request
from tasks.resources.reading import Reading, Resource, Rows
from tasks.resources.wanted import due, ids

NEEDS = "audio-features?ids="


def requests(need: Need) -> list[Request]:
    """Tracks without features: the selected, those this run has met, and those that are stored, most used first."""
    met = [*need.of("tracks"), *ids(need, "spotify.tracks", "track_id"), *need.stored("audio features")]
    return requests_for(AUDIO_FEATURES, due(AUDIO_FEATURES, need, met), need.app)


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Features under the ids by which they were asked for; a track that was never analysed is gone."""
    found, rejected = by_id(pages, AudioFeatures, "audio-features")
    own = {"spotify.audio_features": features_of([Heard(track_id, features) for track_id, features in found])}
    marks = seen(pages, (track_id for track_id, _ in found), "audio features", reading)
    return Rows(joined([own, marks, rejected]))


AUDIO_FEATURES = Resource(
    name="audio features",
    path="audio-features/{id}",
    tables=("spotify.audio_features",),
    rows=rows,
    requests=requests,
    wanted_by=("tracks", "albums", "artists", "playlists", "library"),
    needs=NEEDS,
    batch=100,
    batch_path=NEEDS,
    refresh_after=timedelta.max,
    modes="extended quota since before November 2024",
    development="not given",
)
