"""What plays: by the day a track of a playlist, nothing, an episode, a file of the listener's own, a saved track."""

from typing import Any

import pytest

from .client import Client

PATHS = ("me/player", "me/player/currently-playing")
ALL_TYPES = "?additional_types=track,episode"


def on(client: Client, day: int, path: str) -> Any:
    """Return an answer of another day."""
    client.sandbox.move_to(day)
    return client.json(path)


@pytest.mark.parametrize("path", PATHS)
def test_nothing(fresh: Client, path: str) -> None:
    """Where nothing plays there is no body."""
    fresh.sandbox.move_to(1)
    answer = fresh.get(path)
    assert (answer.status_code, answer.content) == (204, b"")


def test_empty_queue(fresh: Client) -> None:
    """Where nothing plays the queue is empty."""
    assert on(fresh, 1, "me/player/queue") == {"currently_playing": None, "queue": []}


@pytest.mark.parametrize("path", PATHS)
def test_track(fresh: Client, path: str) -> None:
    """A track plays out of a playlist that holds it."""
    state = on(fresh, 5, path)
    playlist_id = state["context"]["uri"].rpartition(":")[2]
    there = [entry["track"]["id"] for entry in fresh.items(f"playlists/{playlist_id}/items?limit=50")]
    assert (state["currently_playing_type"], state["context"]["type"]) == ("track", "playlist")
    assert state["item"]["id"] in there


@pytest.mark.parametrize("path", PATHS)
def test_episode(fresh: Client, path: str) -> None:
    """An episode is null for those who did not ask for episodes, and yet called one."""
    asked, unasked = on(fresh, 2, path + ALL_TYPES), on(fresh, 2, path)
    assert (asked["currently_playing_type"], asked["item"]["type"], asked["context"]["type"]) == (
        "episode",
        "episode",
        "show",
    )
    assert (unasked["currently_playing_type"], unasked["item"]) == ("episode", None)


def test_file(fresh: Client) -> None:
    """A file of the listener's own has no id and no context."""
    state = on(fresh, 3, "me/player")
    assert (state["item"]["id"], state["item"]["is_local"], state["context"]) == (None, True, None)
    assert state["device"]["id"] is None


def test_paused(fresh: Client) -> None:
    """A saved track is paused; its context is the collection."""
    state = on(fresh, 4, "me/player")
    assert (state["is_playing"], state["context"]["type"]) == (False, "collection")
    assert state["context"]["uri"] == "spotify:user:sandbox-listener:collection"


@pytest.mark.parametrize("day", [2, 3, 4, 5])
def test_queue(fresh: Client, day: int) -> None:
    """The queue has 20 items after the one that plays, which is the player's, an episode asked for or not."""
    queue, state = on(fresh, day, "me/player/queue"), on(fresh, day, f"me/player{ALL_TYPES}")
    assert queue["currently_playing"] == state["item"]
    assert len(queue["queue"]) == 20


def test_time(fresh: Client) -> None:
    """The state was reached before the Date of the answer, and as long ago as the item has played."""
    for day in range(2, 6):
        state = on(fresh, day, "me/player")
        now = int(fresh.sandbox._service.world.now.timestamp()) * 1000
        assert state["timestamp"] + state["progress_ms"] == now
