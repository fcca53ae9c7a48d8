"""A real Prefect server for the session, a sandbox for each test, and the flow run as a person's settings would."""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from prefect.client.schemas.objects import State

from flows.main import spotify_etl
from tasks.postgres.database import Database
from tasks.sandbox import Sandbox, audiobooks, podcasts
from tasks.sandbox.modes import MODES
from tasks.selection import Run
from tests.flows.prefect_server import temporary_server
from tests.flows.small import small_catalogue

# A chart of Spotify's own, a playlist that is not, and an artist with a discography.
SELECTION = {
    "playlists": ["Germany=37i9dQZEVXbJiZcmkrIHGU", "4nNVfQ9eWidZXkBKZN5li4"],
    "artists": ["06HL4z0CvFAxyc27GXpf02"],
}

# Something of every noun, a playlist of several pages among it, and every part of a run.
EVERYTHING = SELECTION | {
    "playlists": [*SELECTION["playlists"], "Japan=37i9dQZEVXbKXQ4mDTEBXq", "6ckHBekHAoozIV6ISOmvq1"],
    "artists": ["0VzFYfDDwb79K5TVr5z0JZ"],
    "albums": ["5Jazpq8mEgSgQs06mdwkQd"],
    "tracks": ["4iJyoBOLtHqaGxP12qzhQI"],
    "shows": [podcasts.FIRST],
    "episodes": [podcasts.ODD_EPISODE],
    "audiobooks": [audiobooks.WORLDWIDE],
    "users": ["sandbox-curator"],
    "search": ["album,artist,track,playlist,show,episode,audiobook=the"],
    "browse": True,
    "playback": True,
    "analysis": True,
}


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small world, see small.py."""
    return small_catalogue(tmp_path_factory.mktemp("catalogue"))


World = Callable[..., Sandbox]


@pytest.fixture(scope="session")
def world(catalogue: Path) -> World:
    """Return what makes a sandbox of the small world."""
    return partial(Sandbox, catalogue=catalogue)


@pytest.fixture(scope="session")
def prefect_server(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A temporary Prefect server."""
    with temporary_server(tmp_path_factory.mktemp("prefect"), pytestconfig.cache.mkdir("prefect")):
        yield


def environment(sandbox: Any, database: Database, data_dir: Path) -> dict[str, str]:
    """Return the variables of a person who has an app, a listener and a Postgres."""
    return {
        "ENV_FILE": os.devnull,
        "SPOTIFY_CLIENT_ID": sandbox.client_id,
        "SPOTIFY_CLIENT_SECRET": sandbox.client_secret,
        "SPOTIFY_REFRESH_TOKEN": sandbox.refresh_token,
        "SPOTIFY_API_URL": sandbox.api_url,
        "SPOTIFY_ACCOUNTS_URL": sandbox.accounts_url,
        "SPOTIFY_REQUESTS_PER_SECOND": "10000",
        "SPOTIFY_MAX_REQUESTS": "100000",
        "TARGET_SERVER_NAME": database.host,
        "TARGET_PORT": str(database.port),
        "TARGET_DB_USERNAME": database.user,
        "TARGET_DB_PASSWORD": database.password.get_secret_value(),
        "TARGET_DATABASE_NAME": database.name,
        "DATA_DIR": str(data_dir),
    }


Etl = Callable[..., State]


@pytest.fixture
def etl(prefect_server: None, migrated: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Etl:
    """Return a function that runs the flow against a sandbox and a database and returns its final state.

    `variables` are those in which this person's settings differ, None for one that is not set. The marts are rebuilt
    only where a test asks for it: that takes longer than the rest of a small run.
    """

    def run(
        sandbox: Sandbox,
        database: Database = migrated,
        variables: Mapping[str, str | None] = MappingProxyType({}),
        **selected: Any,
    ) -> State:
        for name, value in {**environment(sandbox, database, tmp_path), **variables}.items():
            monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
        state: State = spotify_etl(Run(**(SELECTION | {"transform": False} | selected)), return_state=True)
        return state

    return run


# The modes between the two ends take as long again.
BETWEEN = [pytest.param(name, marks=pytest.mark.heavy) for name in MODES if name not in {"extended", "development"}]


@pytest.fixture(params=["extended", "development", *BETWEEN])
def mode(request: pytest.FixtureRequest) -> str:
    """Each quota mode in turn."""
    return str(request.param)
