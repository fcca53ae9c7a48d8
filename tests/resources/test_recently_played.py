"""Plays."""

from datetime import UTC, datetime
from typing import Any

from tasks.resources.app import App
from tasks.resources.page import Page
from tasks.resources.reading import REJECTED
from tasks.resources.recently_played import RECENTLY_PLAYED, REQUEST, rows

from .answers import READING, answered, spotify_id, track, values

PLAYED = datetime(2021, 5, 3, 8, 15, 30, 123000, tzinfo=UTC)


def _play(content: Any, **fields: Any) -> dict[str, Any]:
    return {"played_at": "2021-05-03T08:15:30.123Z", "track": content, "context": None} | fields


def _page(*plays: Any, status: int = 200) -> Page:
    return answered(REQUEST, {"items": list(plays), "next": None, "cursors": None}, status)


def test_a_play_is_exact_to_the_millisecond() -> None:
    """Listener, moment and track are its identity; the context is what the listener chose."""
    found = rows([_page(_play(track("a"), context={"uri": "spotify:album:x"}))], READING)
    uri = f"spotify:track:{spotify_id('a')}"
    assert [("listener", PLAYED, uri, spotify_id("a"), "spotify:album:x", "recently-played")] == values(
        found.frames["spotify.plays"], "user_id", "played_at", "item_uri", "track_id", "context_uri", "source"
    )


def test_odd_plays_are_kept_as_far_as_they_can_be_named() -> None:
    """Each by the address of what was played."""
    local = track("l", id=None, uri="spotify:local::::0", is_local=True)
    found = rows(
        [
            _page(
                _play(track("new", linked_from={"id": spotify_id("old")})),  # relinked -> the asked id
                _play(local),  # local file -> its own address, no track
                _play(None),  # nothing was played -> no row
                _play(track("x", id=None, uri=None)),  # nobody knows what -> no row
                None,  # null element -> no row
            )
        ],
        READING,
    )
    assert [(f"spotify:track:{spotify_id('old')}", spotify_id("old")), ("spotify:local::::0", None)] == values(
        found.frames["spotify.plays"], "item_uri", "track_id"
    )


def test_a_play_without_a_time_is_set_aside() -> None:
    """The neighbours stay."""
    found = rows([_page(_play(track("a")), _play(track("b"), played_at="soon"))], READING)
    assert [spotify_id("a")] == values(found.frames["spotify.plays"], "track_id")
    assert ["$.items[1].played_at"] == values(found.frames[REJECTED], "path")


def test_the_tracks_of_plays_are_tracks() -> None:
    """Nothing that a page already gave is asked for again."""
    assert [spotify_id("a")] == values(rows([_page(_play(track("a")))], READING).frames["spotify.tracks"], "track_id")


def test_no_plays_and_no_answer_are_no_rows() -> None:
    """Neither is an error."""
    for page in (_page(), _page(status=403)):
        assert 0 == rows([page], READING).height


def test_one_request_reads_all_there_is() -> None:
    """Spotify keeps about fifty plays: there is nothing to follow."""
    assert [] == list(RECENTLY_PLAYED.follow(_page(_play(track("a"))), App()))
    assert "50" == dict(REQUEST.params)["limit"]
