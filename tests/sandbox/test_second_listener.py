"""The second listener: another library, and nothing of the first one's."""

import pytest

from tasks.sandbox import Sandbox

from .client import Client, refusal


@pytest.fixture(scope="module")
def second(extended: Client) -> Client:
    """The second listener at the sandbox where the first is, too."""
    return Client(extended.sandbox, refresh_token=extended.sandbox.second_refresh_token)


def test_profile(extended: Client, second: Client) -> None:
    """Each is told who they are."""
    first, other = extended.json("me"), second.json("me")
    assert (other["id"], other["display_name"]) == ("sandbox-second-listener", "Second Listener")
    assert first.keys() == other.keys()
    assert {name for name in first if first[name] == other[name]} == {
        *("country", "explicit_content", "followers", "images", "product", "type"),
    }


def test_library(extended: Client, second: Client) -> None:
    """They have saved other tracks, of which a few are the same."""
    first, other = ({item["track"]["id"] for item in of.items("me/tracks?limit=50")} for of in (extended, second))
    assert 350 < len(other) < 450
    assert 0 < len(first & other) < 100


def test_plays(extended: Client, second: Client) -> None:
    """They play other tracks at other times, each 50 of late."""
    first, other = (of.json("me/player/recently-played?limit=50")["items"] for of in (extended, second))
    assert len(other) == 50
    assert {play["played_at"] for play in first}.isdisjoint(play["played_at"] for play in other)


def test_playlists(extended: Client, second: Client) -> None:
    """They follow other playlists; the second owns none."""
    first, other = (
        [
            playlist
            for playlist in of.items("me/playlists")
            if playlist and playlist["owner"]["id"] != "sandbox-listener"
        ]
        for of in (extended, second)
    )
    assert len(other) == 10
    assert {playlist["id"] for playlist in first} != {playlist["id"] for playlist in other}
    assert "sandbox-second-listener" not in {
        playlist["owner"]["id"] for playlist in second.items("me/playlists") if playlist
    }


def test_private_playlist(extended: Client, second: Client) -> None:
    """A private playlist of the first does not exist for the second."""
    private = next(item["id"] for item in extended.items("me/playlists") if item and not item["public"])
    assert refusal(second.get(f"playlists/{private}")) == (404, "Resource not found")


@pytest.fixture(scope="module")
def in_development(development: Client) -> Client:
    """The second listener in development mode."""
    return Client(development.sandbox, refresh_token=development.sandbox.second_refresh_token)


def test_contents_in_development(development: Client, in_development: Client) -> None:
    """In development mode the first one's public playlists are those of someone else."""
    own = next(item["id"] for item in development.items("me/playlists") if item and item["public"])
    assert "items" in development.json(f"playlists/{own}")
    assert "items" not in in_development.json(f"playlists/{own}")
    assert refusal(in_development.get(f"playlists/{own}/items")) == (403, "Forbidden")


def test_days() -> None:
    """The second library moves with the days as the first does."""
    with Sandbox() as sandbox:
        client = Client(sandbox, refresh_token=sandbox.second_refresh_token)
        sets = []
        for day in (1, sandbox.days):
            sandbox.move_to(day)
            sets.append({item["track"]["id"] for item in client.items("me/tracks?limit=50")})
    assert len(sets[1] - sets[0]) > 20
    assert len(sets[0] - sets[1]) > 5
