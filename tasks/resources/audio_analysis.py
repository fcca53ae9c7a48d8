"""The audio analysis of the selected tracks, one a request of some 0.6 MB; only where a run asks for it, and once."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from tasks.resources.columns import joined
from tasks.resources.details import requests_for, seen
from tasks.resources.need import Need
from tasks.resources.objects.audio_analysis import Analysed, AudioAnalysis, analysis_frames
from tasks.resources.page import Page, Request
from tasks.resources.reading import Reading, Resource, Rows, completely, decoded
from tasks.resources.wanted import due

NEEDS = "audio-analysis/{id}"


def requests(need: Need) -> list[Request]:
    """The selected tracks that have not been analysed yet."""
    return requests_for(AUDIO_ANALYSIS, due(AUDIO_ANALYSIS, need, need.of("tracks")), need.app)


def probe(need: Need) -> Mapping[str, Request]:
    """The first of them: 404 says that this track was never analysed, 403 that the app has no analyses."""
    first = requests(need)[:1]
    return {NEEDS: first[0]} if first else {}


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Analyses and their sections under the ids by which they were asked for."""
    found, rejected = decoded(pages, AudioAnalysis)
    track_ids = [page.request.subject for page, _ in found]
    own = analysis_frames([Analysed(page.request.subject, analysis) for page, analysis in found])
    marks = seen(pages, track_ids, "audio analysis", reading)
    complete = {"spotify.audio_analysis_sections": completely(reading.observed_at, track_id=track_ids)}
    return Rows(joined([own, marks, rejected]), complete)


AUDIO_ANALYSIS = Resource(
    name="audio analysis",
    path="audio-analysis/{id}",
    tables=("spotify.audio_analysis", "spotify.audio_analysis_sections"),
    rows=rows,
    requests=requests,
    wanted_by=("analysis",),
    needs=NEEDS,
    probe=probe,
    refresh_after=timedelta.max,
    modes="extended quota since before November 2024",
    development="not given",
)
