"""The structure of tracks."""

from typing import Any

from tasks.resources.audio_analysis import NEEDS, probe, requests, rows
from tasks.resources.need import Need
from tasks.resources.page import Page
from tasks.resources.reading import REJECTED, WATERMARKS

from .answers import MOMENT, READING, answered, values


def _need(**marks: str) -> Need:
    return Need(selected={"tracks": ["a", "b"]}, parts=frozenset({"analysis"}), moment=MOMENT, marks=lambda _: marks)


def _page(number: int = 0, status: int = 200, **body: Any) -> Page:
    return answered(requests(_need())[number], body, status)


def test_each_selected_track_is_asked_for_once() -> None:
    """One a request; an analysis does not change."""
    assert [("audio-analysis/a", "a"), ("audio-analysis/b", "b")] == [
        (one.path, one.subject) for one in requests(_need())
    ]
    assert ["b"] == [one.subject for one in requests(_need(a="2001-01-01T00:00:00+00:00"))]
    assert {NEEDS: requests(_need())[0]} == probe(_need())


def test_an_analysis_is_kept_as_numbers_and_sections() -> None:
    """Of all else only how much of it there is; the answer does not name the track."""
    body: dict[str, Any] = {
        "meta": {"status_code": 0},
        "track": {"tempo": 98.002, "key": 5.0, "codestring": "eJx"},
        "bars": [{"start": 0}],
        "segments": [{"start": 0, "pitches": [1, 0]}, None],
        "sections": [{"start": 0, "tempo": 98}, {"start": 18.3, "key": 5}],
    }
    found = rows([_page(**body)], READING)
    assert [("a", 98.002, 5, 1, 2, 2, False)] == values(
        found.frames["spotify.audio_analysis"],
        *("track_id", "tempo", "key", "bar_count", "segment_count", "section_count", "has_beat_count"),
    )
    assert [("a", 1, 0.0, 98.0, None), ("a", 2, 18.3, None, 5)] == values(
        found.frames["spotify.audio_analysis_sections"], "track_id", "position", "start_seconds", "tempo", "key"
    )
    assert ["a"] == values(found.complete["spotify.audio_analysis_sections"], "track_id")


def test_a_bad_section_leaves_the_others() -> None:
    """They close ranks, and the count tells that one is missing."""
    found = rows([_page(sections=[{"start": "soon"}, {"start": 1}])], READING)
    assert [(1, 1.0)] == values(found.frames["spotify.audio_analysis_sections"], "position", "start_seconds")
    assert [2] == values(found.frames["spotify.audio_analysis"], "section_count")
    assert ["$.sections[0].start"] == values(found.frames[REJECTED], "path")


def test_a_track_that_was_never_analysed_is_remembered() -> None:
    """404 speaks of the track; its neighbour is read."""
    found = rows([_page(status=404), _page(1, track={"tempo": 90})], READING)
    assert ["b"] == values(found.frames["spotify.audio_analysis"], "track_id")
    assert [("a", f"gone 1 {MOMENT.isoformat()}"), ("b", MOMENT.isoformat())] == values(
        found.frames[WATERMARKS], "scope", "value"
    )
