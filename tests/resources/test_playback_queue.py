"""What is to be played next."""

from typing import Any

from tasks.resources.page import Page
from tasks.resources.playback_queue import REQUEST, TABLE, rows
from tasks.resources.reading import REJECTED

from .answers import MOMENT, READING, answered, spotify_id, track, values
from .test_playback import EPISODE


def _page(*queue: Any, playing: Any = None) -> Page:
    return answered(REQUEST, {"currently_playing": playing, "queue": list(queue)})


def test_places_count_from_one() -> None:
    """An item can stand in the queue more than once; a null keeps its place."""
    local = track("l", id=None, uri="spotify:local:::x:1", is_local=True)
    found = rows([_page(track("a"), EPISODE, None, local, track("a"))], READING).frames[TABLE]
    uri = f"spotify:track:{spotify_id('a')}"
    assert [
        (1, uri, "track", spotify_id("a"), None),
        (2, EPISODE["uri"], "episode", None, spotify_id("e")),
        (3, "spotify:unavailable", "unavailable", None, None),
        (4, "spotify:local:::x:1", "local", None, None),
        (5, uri, "track", spotify_id("a"), None),
    ] == values(found, "position", "item_uri", "item_type", "track_id", "episode_id")
    assert {("listener", MOMENT)} == set(values(found, "user_id", "observed_at"))


def test_the_items_themselves_are_kept() -> None:
    """The one that is playing too, though it is not in the queue."""
    found = rows([_page(track("b"), EPISODE, playing=track("a"))], READING).frames
    assert [spotify_id("a"), spotify_id("b")] == values(found["spotify.tracks"], "track_id")
    assert [spotify_id("e")] == values(found["spotify.episodes"], "episode_id")
    assert [1, 2] == values(found[TABLE], "position")


def test_an_empty_queue_and_no_answer_are_no_rows() -> None:
    """Where nothing is active."""
    for page in (_page(), Page(REQUEST, 204, b"", MOMENT), Page(REQUEST, 403, b"", MOMENT)):
        assert 0 == rows([page], READING).height


def test_a_malformed_item_is_set_aside_and_keeps_its_place() -> None:
    """The neighbours stay where they are."""
    found = rows([_page(track("a", duration_ms="long"), track("b"))], READING).frames
    assert [(1, "unavailable"), (2, "track")] == values(found[TABLE], "position", "item_type")
    assert ["$.queue[0].duration_ms"] == values(found[REJECTED], "path")
