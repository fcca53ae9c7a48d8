"""Clients of a real sandbox and of servers that say exact bytes."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from pydantic import SecretStr

from tasks.sandbox import Sandbox
from tasks.spotify import Spotify, connect

from .raw import Heard, Raw, serve

RawFactory = Callable[[Callable[[Heard], bytes]], Raw]
SpotifyFactory = Callable[..., Spotify]


@pytest.fixture
def raw() -> Iterator[RawFactory]:
    """Start servers; they end with the test."""
    with ExitStack() as servers:
        yield lambda answer: servers.enter_context(serve(answer))


@pytest.fixture
def client() -> Iterator[SpotifyFactory]:
    """Connect to the server at an address; the client is closed with the test."""
    with ExitStack() as clients:

        def connected(url: str, **options: object) -> Spotify:
            given = {"client_id": "raw-id", "client_secret": SecretStr("raw-secret"), **options}
            return clients.enter_context(connect(api_url=f"{url}/v1", accounts_url=url, **given))  # type: ignore[arg-type]

        yield connected


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A Spotify in extended mode, without faults."""
    with Sandbox() as served:
        yield served


@pytest.fixture
def listener(sandbox: Sandbox, client: SpotifyFactory) -> SpotifyFactory:
    """Connect to the sandbox as its listener, or with other credentials."""
    user = {"client_id": sandbox.client_id, "client_secret": SecretStr(sandbox.client_secret)}
    token = {"refresh_token": SecretStr(sandbox.refresh_token)}
    return lambda **options: client(sandbox.accounts_url, **{**user, **token, **options})
