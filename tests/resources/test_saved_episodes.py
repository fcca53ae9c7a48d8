"""Saved episodes; what they have in common with all that can be saved is in test_saved.py."""

from tasks.resources.saved_episodes import REQUEST, SAVED_EPISODES, rows

from .answers import READING, answered, spotify_id, values

SHOW = {"id": spotify_id("s"), "name": "Show"}


def test_a_saved_episode_brings_its_show() -> None:
    """One that is gone has neither, as has been recorded."""
    gone = {"id": None, "name": None, "languages": [None], "show": {"id": None, "languages": [None]}}
    episodes = [{"id": spotify_id("e"), "name": "Episode", "duration_ms": 5, "show": SHOW}, gone]
    elements = [{"added_at": "2021-05-01T00:00:00Z", "episode": one} for one in episodes]
    found = rows([answered(REQUEST, {"items": elements, "total": 2})], READING).frames
    assert [(spotify_id("e"), spotify_id("s"), "Episode", 5)] == values(
        found["spotify.episodes"], "episode_id", "show_id", "name", "duration_ms"
    )
    assert [spotify_id("s")] == values(found["spotify.shows"], "show_id")
    assert [spotify_id("e")] == values(found["spotify.saved_episodes"], "episode_id")


def test_two_scopes_are_needed() -> None:
    """An episode carries where the listener stopped."""
    assert {"user-library-read", "user-read-playback-position"} == set(SAVED_EPISODES.scope.split())
