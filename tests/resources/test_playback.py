"""What is playing just now."""

from datetime import timedelta
from typing import Any

import pytest

from tasks.resources.page import Page
from tasks.resources.playback import REQUEST, TABLE, rows
from tasks.resources.reading import REJECTED, Reading

from .answers import MOMENT, READING, answered, spotify_id, track, values

URI = f"spotify:track:{spotify_id('a')}"
EPISODE = {
    "id": spotify_id("e"),
    "uri": f"spotify:episode:{spotify_id('e')}",
    "type": "episode",
    "name": "Episode",
    "languages": ["de"],
    "show": {"id": spotify_id("s"), "name": "Show"},
}


def _page(item: Any, kind: str = "track", status: int = 200, **fields: Any) -> Page:
    state = {"item": item, "currently_playing_type": kind, "is_playing": True, "context": None, "device": None}
    return answered(REQUEST, state | fields, status)


def test_a_state_is_who_when_and_what() -> None:
    """The moment is that of the answer, not of the run; the device is only told by its type."""
    page = _page(
        track("a"),
        progress_ms=5000,
        shuffle_state=False,
        repeat_state="context",
        device={"id": "x", "name": "Anna's telephone", "type": "Smartphone"},
        context={"type": "album", "uri": "spotify:album:x"},
    )
    found = rows([page], Reading(MOMENT - timedelta(minutes=9), user_id="listener")).frames[TABLE]
    assert [("listener", MOMENT, URI, "track", spotify_id("a"), None)] == values(
        found, "user_id", "observed_at", "item_uri", "item_type", "track_id", "episode_id"
    )
    assert [("spotify:album:x", True, 5000, "Smartphone", False, "context")] == values(
        found, "context_uri", "is_playing", "progress_ms", "device_type", "shuffle_state", "repeat_state"
    )
    assert not {"id", "name", "device_id", "device_name"} & set(found.columns)


@pytest.mark.parametrize(
    ("item", "kind", "row"),
    [
        (EPISODE, "episode", (EPISODE["uri"], "episode", None, spotify_id("e"))),
        (
            track("a", linked_from={"id": spotify_id("o")}),
            "track",
            (f"spotify:track:{spotify_id('o')}", "track", spotify_id("o"), None),
        ),
        (
            track("l", id=None, uri="spotify:local:::x:1", is_local=True),
            "track",
            ("spotify:local:::x:1", "local", None, None),
        ),
        (None, "ad", (None, "ad", None, None)),
        (None, "unknown", (None, "unknown", None, None)),
    ],
    ids=["episode", "relinked", "local", "ad", "unknown"],
)
def test_what_plays_is_named_as_far_as_it_can_be(item: Any, kind: str, row: Any) -> None:
    """Each by its own address; without an item there is the kind that Spotify says."""
    found = rows([_page(item, kind)], READING).frames[TABLE]
    assert [row] == values(found, "item_uri", "item_type", "track_id", "episode_id")


def test_the_item_itself_is_kept() -> None:
    """A track as a track, an episode as an episode with its show."""
    found = rows([_page(track("a"))], READING).frames
    assert [spotify_id("a")] == values(found["spotify.tracks"], "track_id")
    assert 0 == found["spotify.episodes"].height
    found = rows([_page(EPISODE, "episode")], READING).frames
    assert [(spotify_id("e"), spotify_id("s"), "Episode")] == values(
        found["spotify.episodes"], "episode_id", "show_id", "name"
    )
    assert [spotify_id("s")] == values(found["spotify.shows"], "show_id")
    assert 0 == found["spotify.tracks"].height


@pytest.mark.parametrize("page", [Page(REQUEST, 204, b"", MOMENT), _page(track("a"), status=403)])
def test_nothing_active_is_no_row(page: Page) -> None:
    """204 says so; a refusal says nothing."""
    found = rows([page], READING)
    assert 0 == found.height
    assert REJECTED not in found.frames


@pytest.mark.parametrize(
    "item", [track("a", duration_ms="long"), EPISODE | {"languages": "de"}], ids=["track", "episode"]
)
def test_a_malformed_item_is_set_aside(item: Any) -> None:
    """Once, whichever of the two shapes it does not fit."""
    assert 1 == rows([_page(item)], READING).frames[REJECTED].height


def test_without_additional_types_there_would_be_no_episode() -> None:
    """Both are asked for."""
    assert {"additional_types": "track,episode"} == dict(REQUEST.params)
