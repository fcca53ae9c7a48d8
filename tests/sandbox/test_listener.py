"""The listener's library and plays: invented, plausible, and moving with the days."""

from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest

from .client import Client, refusal


def on(client: Client, day: int) -> Client:
    """Return the client after moving its sandbox to another day."""
    client.sandbox.move_to(day)
    return client


def test_profile(either: Client) -> None:
    """The listener is nobody."""
    me = either.json("me")
    assert (me["id"], me["display_name"], me["type"]) == ("sandbox-listener", "Sandbox Listener", "user")


def test_playlists(either: Client) -> None:
    """The listener owns three playlists, follows charts and others, and one element is null and counts."""
    page = either.json("me/playlists?limit=50")
    owners = [playlist and playlist["owner"]["id"] for playlist in page["items"]]
    assert owners[:4] == ["sandbox-listener"] * 3 + [None]
    assert set(owners[4:]) == {"spotify", "sandbox-curator"}
    assert page["total"] == len(owners)
    totals = [(playlist.get("items") or playlist["tracks"])["total"] for playlist in page["items"][:3]]
    assert max(totals) > 100


def test_playlist_totals(extended: Client) -> None:
    """The list of playlists and each playlist agree on its version and how much is in it."""
    for listed in filter(None, extended.items("me/playlists")):
        playlist = extended.json(f"playlists/{listed['id']}")
        assert listed["snapshot_id"] == playlist["snapshot_id"]
        assert listed["tracks"]["total"] == playlist["tracks"]["total"]


def test_saved_tracks(fresh: Client) -> None:
    """About 400 tracks are saved, latest first, over more than a year."""
    saved = fresh.items("me/tracks?limit=50")
    times = [item["added_at"] for item in saved]
    assert 350 < len(saved) < 450
    assert times == sorted(times, reverse=True)
    assert (times[-1][:4], times[0][:4]) == ("2019", "2021")
    assert len({item["track"]["id"] for item in saved}) == len(saved)


def test_saved_tracks_come_and_go(fresh: Client) -> None:
    """Over the run tracks are saved and removed; one that stays keeps its date."""
    first, last = (
        {item["track"]["id"]: item["added_at"] for item in on(fresh, day).items("me/tracks?limit=50")}
        for day in (1, 70)
    )
    assert len(last.keys() - first.keys()) > 20
    assert len(first.keys() - last.keys()) > 5
    assert {key: at for key, at in first.items() if key in last} == {
        key: at for key, at in last.items() if key in first
    }


def times_of(page: Any) -> list[str]:
    """Return the times on a page of plays."""
    return [play["played_at"] for play in page["items"]]


def test_recent_plays(either: Client) -> None:
    """The last 50 plays are served, latest first, each at its own time."""
    times = times_of(either.json("me/player/recently-played?limit=50"))
    assert len(set(times)) == 50
    assert times == sorted(times, reverse=True)


def milliseconds(time: str) -> str:
    """Return a time as cursors write it."""
    return str(round(datetime.fromisoformat(time).timestamp() * 1000))


def test_walk_back(extended: Client) -> None:
    """`next` goes back to the fiftieth play and ends with the recorded empty page."""
    page, times = extended.json("me/player/recently-played?limit=20"), []
    while page["items"]:
        times += times_of(page)
        assert page["cursors"]["before"] == milliseconds(times[-1])
        page = extended.json(page["next"])
    assert times == times_of(extended.json("me/player/recently-played?limit=50"))
    assert page["next"] == ""


def test_after(extended: Client) -> None:
    """`after` gives only what was played since."""
    times = times_of(extended.json("me/player/recently-played?limit=50"))
    since = extended.json(f"me/player/recently-played?limit=50&after={milliseconds(times[7])}")
    assert times_of(since) == times[:7]
    assert since["cursors"]["after"] == milliseconds(times[0])


def test_wrong_cursors(extended: Client) -> None:
    """Both cursors at once, or one that is no number, are refused."""
    both = extended.get("me/player/recently-played?before=1&after=1")
    assert both.status_code == 400
    assert refusal(extended.get("me/player/recently-played?after=x")) == (400, "Invalid after")


def test_no_play_is_lost(fresh: Client) -> None:
    """A day has 25 to 40 plays, so that reading once a day meets every one of them."""
    pages = [set(times_of(on(fresh, day).json("me/player/recently-played?limit=50"))) for day in range(40, 48)]
    for yesterday, today in pairwise(pages):
        assert len(yesterday & today) > 0
        assert len(today - yesterday) <= 40


@pytest.mark.parametrize("key", ["track", "context", "played_at"])
def test_plays_have_all_parts(extended: Client, key: str) -> None:
    """A play has track, time and context; some have none of the last, which is null."""
    plays = extended.json("me/player/recently-played?limit=50")["items"]
    assert all(key in play for play in plays)
    assert {True, False} == {play["context"] is None for play in plays}
