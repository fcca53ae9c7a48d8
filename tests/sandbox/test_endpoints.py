"""The examples stand for every endpoint that there is, and say rightly who has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.sandbox import Sandbox
from tasks.sandbox.routing import routes

from .client import DEVELOPMENT, EXAMPLES, GRANTED, REMOVED, Client, refusal
from .test_catalogue import tiny

__all__ = ["tiny"]

ALL = EXAMPLES | GRANTED


def test_every_endpoint_has_an_example() -> None:
    """No endpoint is left out of the tests that go through the examples."""
    assert {route.path for route in routes()} == set(ALL)


def test_what_is_removed() -> None:
    """The examples and the routes agree on what was taken away in 2026 and in 2024."""
    browsing = {path for path in GRANTED if path.startswith("browse")}
    assert {route.path for route in routes() if route.is_removed} == REMOVED | browsing
    assert {route.path for route in routes() if route.needs_grant} == set(GRANTED)


@pytest.mark.parametrize("template", DEVELOPMENT)
def test_whose_it_is(extended: Client, template: str) -> None:
    """The app's own token opens the catalogue in a market, and nothing of a user's."""
    app, path = Client(extended.sandbox, is_user=False), EXAMPLES[template]
    answer = app.get(f"{path}{'&' if '?' in path else '?'}market=DE")
    is_personal = template.startswith("me") or template == "playlists/{id}/items"
    assert answer.status_code == (401 if is_personal else 200)


@pytest.mark.parametrize("template", ["me/albums", "me/following", "me/top/artists", "me/player/queue"])
def test_needs_a_user(extended: Client, template: str) -> None:
    """A token without a user is told what is missing."""
    app = Client(extended.sandbox, is_user=False)
    assert refusal(app.get(EXAMPLES[template])) == (401, "Permissions missing")


UNKNOWN_ID = "0000000000000000000000"
BATCHES = {"shows": 50, "episodes": 50, "audiobooks": 50, "chapters": 50, "audio-features": 100}


@pytest.mark.parametrize("name", BATCHES)
def test_batches(extended: Client, name: str) -> None:
    """A batch answers null for an unknown id, takes as many as published, and refuses a malformed one."""
    key, most = name.replace("-", "_"), BATCHES[name]
    assert extended.json(f"{name}?ids={UNKNOWN_ID}") == {key: [None]}
    assert extended.json(f"{name}?ids={','.join([UNKNOWN_ID] * most)}") == {key: [None] * most}
    assert refusal(extended.get(f"{name}?ids={','.join([UNKNOWN_ID] * (most + 1))}"))[0] == 400
    assert refusal(extended.get(f"{name}?ids={UNKNOWN_ID},hi")) == (400, "invalid id")


@pytest.mark.parametrize(
    "template",
    [name for name in ALL if "{id}" in name and not name.startswith(("users", "browse"))],
)
def test_unknown_ids(extended: Client, template: str) -> None:
    """An unknown id is not found, a malformed one refused."""
    assert refusal(extended.get(template.replace("{id}", UNKNOWN_ID))) == (404, "Resource not found")
    assert refusal(extended.get(template.replace("{id}", "hi"))) == (400, "invalid id")


@pytest.fixture
def tiny_client(tiny: Path) -> Iterator[Client]:
    """The listener at a sandbox of one playlist."""
    with Sandbox(catalogue=tiny) as sandbox:
        yield Client(sandbox)


NOT_IN_TINY = ("albums", "artists", "tracks", "playlists", "audio-")


def test_any_catalogue(tiny_client: Client) -> None:
    """What is invented is there in every catalogue, however small, under the same ids."""
    paths = [path for path in ALL.values() if not path.startswith(NOT_IN_TINY)]
    assert {path: tiny_client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
