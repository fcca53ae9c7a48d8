"""Audio features: numbers about the sound of a track, invented."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.invented import number, pick, share

SHARES = ("danceability", "energy", "speechiness", "acousticness", "instrumentalness", "liveness", "valence")


def was_analysed(track_id: str) -> bool:
    """Whether a track has features at all: one in 80 has none."""
    return number("analysed", track_id) % 80 != 0


def sound(track_id: str) -> dict[str, Any]:
    """Return what features and analysis agree on; key -1 where none was heard."""
    return {
        "key": number("key", track_id) % 13 - 1,
        "mode": number("mode", track_id) % 2,
        "loudness": -round(1.5 + 18 * share("loudness", track_id), 3),
        "tempo": round(60 + 130 * share("tempo", track_id), 3),
        "time_signature": pick((4, 4, 4, 4, 3, 5), "time signature", track_id),
    }


def audio_features(ask: Ask, track_id: str) -> dict[str, Any]:
    """Return the features of a track."""
    shares: dict[str, Any] = {name: round(share(name, track_id), 3) for name in SHARES}
    return (
        sound(track_id)
        | shares
        | {
            "analysis_url": f"{ask.api}/audio-analysis/{track_id}",
            "duration_ms": ask.world.shelf.tracks[track_id].duration_ms,
            "id": track_id,
            "track_href": f"{ask.api}/tracks/{track_id}",
            "type": "audio_features",
            "uri": f"spotify:track:{track_id}",
        }
    )
