"""Audio features and analysis: for almost every track, and the two agree."""

from tasks.sandbox.catalogue import load

from .client import TRACK, UNKNOWN, Client, refusal

IDS = list(load().tracks)[:100]


def test_features(extended: Client) -> None:
    """A hundred tracks at once; few were never analysed, and are null there and not found by their id."""
    found = extended.json(f"audio-features?ids={','.join(IDS)}")["audio_features"]
    missing = [key for key, features in zip(IDS, found, strict=True) if features is None]
    assert 0 < len(missing) < 10
    assert refusal(extended.get(f"audio-features/{missing[0]}")) == (404, "Resource not found")
    assert refusal(extended.get(f"audio-analysis/{missing[0]}")) == (404, "Resource not found")
    assert [features["id"] for features in found if features] == [key for key in IDS if key not in missing]


def test_unknown_features(extended: Client) -> None:
    """An unknown track is null in its place."""
    found = extended.json(f"audio-features?ids={UNKNOWN},{TRACK}")["audio_features"]
    assert [features and features["id"] for features in found] == [None, TRACK]


def test_they_agree(extended: Client) -> None:
    """Features and analysis tell the same of key, mode, tempo, loudness and duration, the track of the latter too."""
    features, analysis = extended.json(f"audio-features/{TRACK}"), extended.json(f"audio-analysis/{TRACK}")["track"]
    shared = ("key", "mode", "tempo", "loudness", "time_signature")
    assert {key: features[key] for key in shared} == {key: analysis[key] for key in shared}
    assert features["duration_ms"] == analysis["duration"] * 1000 == extended.json(f"tracks/{TRACK}")["duration_ms"]


def test_sections(extended: Client) -> None:
    """Sections cover the track from its beginning to its end without a gap."""
    analysis = extended.json(f"audio-analysis/{TRACK}")
    end = 0.0
    for section in analysis["sections"]:
        assert abs(section["start"] - end) < 0.001
        end = section["start"] + section["duration"]
    assert abs(analysis["track"]["duration"] - end) < 0.001


def test_small(extended: Client) -> None:
    """An analysis is cut small."""
    assert len(extended.get(f"audio-analysis/{TRACK}").content) < 30_000
