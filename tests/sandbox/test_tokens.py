"""Tokens: who gets one, what it opens, and when it ends."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tasks.sandbox import Sandbox
from tasks.sandbox.routing import routes

from .client import EXAMPLES, GERMANY, Client, refusal

OF_A_USER = [name for name in EXAMPLES if name.startswith("me") or name == "playlists/{id}/items"]


def test_client_credentials(extended: Client) -> None:
    """The app's own token has a lifetime, no scope and no refresh token."""
    granted = extended.token(grant_type="client_credentials").json()
    assert (granted["token_type"], granted["expires_in"]) == ("Bearer", 3600)
    assert granted.keys() == {"access_token", "token_type", "expires_in"}


def test_refresh(extended: Client) -> None:
    """A refresh brings the scopes and, since July 2026, no new refresh token."""
    granted = extended.token(grant_type="refresh_token", refresh_token=extended.sandbox.refresh_token).json()
    assert granted.keys() == {"access_token", "token_type", "expires_in", "scope"}
    assert set(granted["scope"].split()) == {
        *("user-read-private", "user-read-email", "playlist-read-private", "playlist-read-collaborative"),
        *(scope for route in routes() for scope in route.scope.split()),
    }


def test_credentials_in_the_form(extended: Client) -> None:
    """Client id and secret are accepted in the form, too."""
    sandbox = extended.sandbox
    form = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret, "grant_type": "client_credentials"}
    assert requests.post(f"{sandbox.accounts_url}/api/token", data=form, timeout=10).status_code == 200


@pytest.mark.parametrize("credentials", [("wrong", "wrong"), ("", ""), ("é", "ü")])
def test_wrong_secret(extended: Client, credentials: tuple[str, str]) -> None:
    """Wrong credentials are invalid_client."""
    answer = extended.token(credentials, grant_type="client_credentials")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client")


def test_garbage_credentials(extended: Client) -> None:
    """A Basic header that is no base64 is invalid_client, too."""
    address = f"{extended.sandbox.accounts_url}/api/token"
    answer = requests.post(address, headers={"Authorization": "Basic %%%"}, timeout=10)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client")


def test_revoked_refresh_token(extended: Client) -> None:
    """A refresh token that is not the listener's is invalid_grant."""
    answer = extended.token(grant_type="refresh_token", refresh_token="gone")
    assert (answer.status_code, answer.json()) == (
        400,
        {"error": "invalid_grant", "error_description": "Refresh token revoked"},
    )


def test_unknown_grant(extended: Client) -> None:
    """Any other grant is unsupported."""
    assert extended.token(grant_type="password").json()["error"] == "unsupported_grant_type"


@pytest.mark.parametrize("name", OF_A_USER)
def test_app_token_on_user_data(extended: Client, name: str) -> None:
    """The app's own token opens nothing of a user's."""
    client = Client(extended.sandbox, is_user=False)
    assert refusal(client.get(EXAMPLES[name])) == (401, "Permissions missing")


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name not in OF_A_USER])
def test_app_token_on_public_data(extended: Client, name: str) -> None:
    """It opens everything public, podcasts and audiobooks to those who say for which market."""
    path = EXAMPLES[name]
    assert Client(extended.sandbox, is_user=False).json(f"{path}{'&' if '?' in path else '?'}market=US")


def test_private_playlist(either: Client) -> None:
    """A private playlist exists for its owner only."""
    private = next(playlist for playlist in either.items("me/playlists") if playlist and not playlist["public"])
    assert either.json(f"playlists/{private['id']}")["public"] is False
    app = Client(either.sandbox, is_user=False)
    assert refusal(app.get(f"playlists/{private['id']}")) == (404, "Resource not found")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ({}, (401, "Access token missing")),
        ({"Authorization": ""}, (401, "Access token missing")),
        ({"Authorization": "Bearer garbage"}, (401, "Invalid access token")),
        ({"Authorization": "Basic abc"}, (400, "Only valid bearer authentication supported")),
    ],
)
def test_bad_headers(extended: Client, header: dict[str, str], expected: tuple[int, str]) -> None:
    """A request without a good token is refused with what is wrong with it."""
    assert refusal(requests.get(f"{extended.sandbox.api_url}/me", headers=header, timeout=10)) == expected


def test_expiry() -> None:
    """A token past its lifetime is refused with the header by which a client knows to get a new one."""
    with Sandbox(token_lifetime=0) as sandbox:
        answer = Client(sandbox).get("me")
    assert refusal(answer) == (401, "The access token expired")
    challenge = 'Bearer realm="spotify", error="invalid_token", error_description="The access token expired"'
    assert answer.headers["WWW-Authenticate"] == challenge


def test_tokens_do_not_wear_off(extended: Client) -> None:
    """A new token leaves the older ones alive."""
    older, newer = Client(extended.sandbox), Client(extended.sandbox)
    assert older.session.headers["Authorization"] != newer.session.headers["Authorization"]
    assert older.json("me") == newer.json("me")


def test_many_at_once(extended: Client) -> None:
    """A dozen threads on connections of their own all get the same answer."""
    clients = [Client(extended.sandbox) for _ in range(12)]
    with ThreadPoolExecutor(12) as pool:
        bodies = set(pool.map(lambda client: client.get(f"playlists/{GERMANY}").content, clients * 5))
    assert len(bodies) == 1
