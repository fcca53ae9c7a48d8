"""Liked songs; what they have in common with all that can be saved is in test_saved.py."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tasks.resources.page import Page
from tasks.resources.reading import REJECTED
from tasks.resources.saved_tracks import REQUEST, rows

from .answers import READING, answered, spotify_id, track, values


def _saved(name: str, added_at: str = "2021-05-01T00:00:00Z", **fields: Any) -> dict[str, Any]:
    return {"added_at": added_at, "track": track(name, **fields)}


def _page(*saved: Any) -> Page:
    return answered(REQUEST, {"items": list(saved), "total": len(saved)})


def test_a_relinked_song_is_the_one_that_was_saved() -> None:
    """It goes by the asked id, with the time to the second."""
    found = rows([_page(_saved("new", linked_from={"id": spotify_id("old")}))], READING)
    assert [("listener", spotify_id("old"), datetime(2021, 5, 1, tzinfo=UTC), None)] == values(
        found.frames["spotify.saved_tracks"], "user_id", "track_id", "added_at", "removed_at"
    )


def test_a_local_file_is_no_saved_track() -> None:
    """It has no id to join with; the list is whole all the same."""
    found = rows([_page(_saved("a"), _saved("l", is_local=True))], READING)
    assert [spotify_id("a")] == values(found.frames["spotify.saved_tracks"], "track_id")
    assert [spotify_id("a")] == values(found.frames["spotify.tracks"], "track_id")
    assert ["listener"] == values(found.complete["spotify.saved_tracks"], "user_id")


@pytest.mark.parametrize("added_at", ["yesterday", None, "2021-13-01T00:00:00Z", "2021-05-01T00:00:00"])
def test_a_song_without_a_time_is_set_aside(added_at: str | None) -> None:
    """The time is part of its key; the neighbours stay."""
    found = rows([_page(_saved("a"), _saved("b") | {"added_at": added_at})], READING)
    assert [spotify_id("a")] == values(found.frames["spotify.saved_tracks"], "track_id")
    assert ["$.items[1].added_at"] == values(found.frames[REJECTED], "path")
