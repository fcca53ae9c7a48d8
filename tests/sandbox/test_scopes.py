"""Scopes: what a listener did not permit is refused, and the rest is open."""

import pytest

from tasks.sandbox import Agreed, Sandbox
from tasks.sandbox.routing import routes
from tasks.sandbox.scopes import KNOWN

from .client import EXAMPLES, FOREIGN, ODDITIES, Client, refusal

SCOPED = sorted(route.path for route in routes() if route.scope and route.path in EXAMPLES)


def permitted(sandbox: Sandbox, scopes: str) -> Client:
    """Return the listener who permitted only this."""
    return Client(sandbox, refresh_token=sandbox.agree(Agreed(scopes=scopes)))


@pytest.fixture(scope="module")
def nothing(extended: Client) -> Client:
    """The listener who permitted nothing."""
    return permitted(extended.sandbox, "")


def test_spotify_knows_them() -> None:
    """No route needs a scope that Spotify does not have."""
    assert {scope for route in routes() for scope in route.scope.split()} <= KNOWN


@pytest.mark.parametrize("template", SCOPED)
def test_without_scope(nothing: Client, template: str) -> None:
    """An endpoint that needs a scope is forbidden without it."""
    assert refusal(nothing.get(EXAMPLES[template])) == (403, "Insufficient client scope")


@pytest.mark.parametrize("template", SCOPED)
def test_with_that_scope(extended: Client, template: str) -> None:
    """It answers with just the scopes that it declares."""
    (scope,) = (route.scope for route in routes() if route.path == template)
    assert permitted(extended.sandbox, scope).get(EXAMPLES[template]).status_code < 300


@pytest.mark.parametrize(
    ("template", "scope"),
    [
        ("me/playlists", "playlist-read-private"),
        ("me/tracks", "user-library-read"),
        ("me/player/recently-played", "user-read-recently-played"),
    ],
)
def test_scopes_of_the_library(template: str, scope: str) -> None:
    """The library's endpoints need what Spotify's reference says."""
    assert [route.scope for route in routes() if route.path == template] == [scope]


def test_public_without_scope(nothing: Client) -> None:
    """What is public needs no scope: the catalogue, and playlists that are not private."""
    for path in (EXAMPLES["tracks/{id}"], EXAMPLES["artists"], f"playlists/{FOREIGN}/items", f"playlists/{ODDITIES}"):
        assert nothing.json(path)


def test_private_playlist(extended: Client, nothing: Client) -> None:
    """A private playlist needs the scope of private playlists, also of its owner."""
    private = next(item["id"] for item in extended.items("me/playlists") if item and not item["public"])
    for place in ("", "/items", "/tracks"):
        assert refusal(nothing.get(f"playlists/{private}{place}")) == (403, "Insufficient client scope")
    assert permitted(extended.sandbox, "playlist-read-private").json(f"playlists/{private}/items")


def test_profile(extended: Client, nothing: Client) -> None:
    """The profile is open without a scope; country and product, and the email, need one each."""
    private, email = {"country", "explicit_content", "product"}, {"email"}
    full = extended.json("me").keys()
    assert nothing.json("me").keys() == full - private - email
    assert permitted(extended.sandbox, "user-read-private").json("me").keys() == full - email
    assert permitted(extended.sandbox, "user-read-email").json("me").keys() == full - private
