"""Audio features of tracks, a hundred a request. They do not change, so no track is asked for twice."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from tasks.resources.columns import joined
from tasks.resources.details import by_id, requests_for, seen
from tasks.resources.need import Need
from tasks.resources.objects.audio_features import AudioFeatures, Heard, features_of
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import Reading, Resource, Rows
from tasks.resources.wanted import due, ids

# Any well-formed id will do for a probe: the batch answers null for a track that does not exist.
ANY_ID = "0TnOYISbd1XYRBk9myaseg"

NEEDS = "audio-features?ids="


def requests(need: Need) -> list[Request]:
    """Tracks without features: the selected, those this run has met, and those that are stored, most used first."""
    met = [*need.of("tracks"), *ids(need, "spotify.tracks", "track_id"), *need.stored("audio features")]
    return requests_for(AUDIO_FEATURES, due(AUDIO_FEATURES, need, met), need.app)


def probe(need: Need) -> Mapping[str, Request]:
    """One track that need not exist: which ones a run will ask for is not known at its start."""
    return {NEEDS: request("audio features", "audio-features", ANY_ID, ids=ANY_ID)}


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
    probe=probe,
    batch=100,
    batch_path=NEEDS,
    refresh_after=timedelta.max,
    modes="extended quota since before November 2024",
    development="not given",
)
