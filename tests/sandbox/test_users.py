"""The public side of users: a profile, and the playlists that they show."""

from urllib.parse import quote

import pytest

from .client import Client, refusal

ODD = "odd user & söhne"


@pytest.mark.parametrize(
    ("user_id", "name"),
    [
        ("sandbox-listener", "Sandbox Listener"),
        ("sandbox-second-listener", "Second Listener"),
        ("sandbox-curator", "Sandbox Curator"),
        ("spotify", "Spotify"),
        (ODD, None),  # no name to show, and an id that an address must quote
    ],
)
def test_profile(extended: Client, user_id: str, name: str | None) -> None:
    """A profile has a name or null, and nothing private."""
    user = extended.json(f"users/{quote(user_id)}")
    assert (user["id"], user["display_name"], user["type"]) == (user_id, name, "user")
    assert set() == {"email", "country", "product", "account_id"} & user.keys()


def test_unknown(extended: Client) -> None:
    """Nobody of the name is not found."""
    assert refusal(extended.get("users/nobody")) == (404, "Resource not found")
    assert refusal(extended.get("users/nobody/playlists")) == (404, "Resource not found")


def test_playlists(extended: Client) -> None:
    """A user's playlists are those that the user owns; the null among many counts."""
    app = Client(extended.sandbox, is_user=False)
    for user_id in ("spotify", "sandbox-curator"):
        items = app.items(f"users/{user_id}/playlists?limit=50")
        assert {item["owner"]["id"] for item in items if item} == {user_id}
        assert len(items) == app.json(f"users/{user_id}/playlists")["total"]
    assert app.items(f"users/{quote(ODD)}/playlists") == []


def test_private_playlists(extended: Client) -> None:
    """Not even the listener sees a private playlist there."""
    shown = extended.items("users/sandbox-listener/playlists")
    assert {item["public"] for item in shown} == {True}
    assert len(shown) == 2
