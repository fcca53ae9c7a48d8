"""One sandbox per mode for all tests that only read, and a fresh one for those that change it."""

from collections.abc import Iterator

import pytest

from tasks.sandbox import Sandbox

from .client import Client


@pytest.fixture(scope="session")
def extended() -> Iterator[Client]:
    """The listener at a sandbox in extended mode, on its last day."""
    with Sandbox() as sandbox:
        yield Client(sandbox)


@pytest.fixture(scope="session")
def development() -> Iterator[Client]:
    """The listener at a sandbox in development mode, on its last day."""
    with Sandbox(mode="development") as sandbox:
        yield Client(sandbox)


@pytest.fixture(scope="session")
def extended_2025() -> Iterator[Client]:
    """The listener at a sandbox in extended mode without the grant of before November 2024."""
    with Sandbox(mode="extended-2025") as sandbox:
        yield Client(sandbox)


@pytest.fixture(scope="session")
def development_2025() -> Iterator[Client]:
    """The listener at a sandbox in development mode of before February 2026."""
    with Sandbox(mode="development-2025") as sandbox:
        yield Client(sandbox)


@pytest.fixture(params=["extended", "development"])
def either(request: pytest.FixtureRequest) -> Client:
    """The listener at a sandbox in the mode that has most and in the one that has least."""
    client = request.getfixturevalue(request.param)
    assert isinstance(client, Client)
    return client


@pytest.fixture(params=["extended", "extended_2025", "development_2025", "development"])
def any_mode(request: pytest.FixtureRequest) -> Client:
    """The listener at a sandbox in each mode."""
    client = request.getfixturevalue(request.param)
    assert isinstance(client, Client)
    return client


@pytest.fixture
def fresh() -> Iterator[Client]:
    """The listener at a sandbox of the test's own."""
    with Sandbox() as sandbox:
        client = Client(sandbox)
        sandbox.clear_log()
        yield client
