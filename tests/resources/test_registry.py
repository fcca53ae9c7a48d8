"""Every resource keeps what its declaration promises; a new one is tested by being in RESOURCES."""

import importlib
import inspect
from collections.abc import Iterator
from typing import NamedTuple

import psycopg
import pytest
from pydantic import SecretStr

from tasks.postgres.database import Database
from tasks.postgres.load import loading
from tasks.postgres.table import describe
from tasks.resources import RESOURCES
from tasks.resources.details import requests_for
from tasks.resources.page import Page, Request
from tasks.resources.reading import REJECTED, WATERMARKS, App, Resource
from tasks.sandbox import Sandbox
from tasks.sandbox.modes import MODES
from tasks.spotify import Spotify, connect, crawl

from .answers import READING
from .test_payloads import INDEX, READ_BY

# By the first word of a path, an id of the sandbox's; its playlist of odd things is the listener's own, so that both
# modes show its contents.
IDS = {
    "playlists": "SandboxOddities0000000",
    "artists": "06HL4z0CvFAxyc27GXpf02",
    "albums": "5Jazpq8mEgSgQs06mdwkQd",
    "tracks": "4iJyoBOLtHqaGxP12qzhQI",
}

# What a probe finds in development mode.
REMOVED = frozenset({"playlists/{id}/tracks", *(one.batch_path for one in RESOURCES.values() if one.batch_path)})


class Asker(NamedTuple):
    """A client, and what it may ask."""

    spotify: Spotify
    app: App


@pytest.fixture(scope="module", params=list(MODES))
def asker(request: pytest.FixtureRequest) -> Iterator[Asker]:
    """The listener at a sandbox, in each quota mode."""
    with Sandbox(mode=request.param) as sandbox, _connected(sandbox) as spotify:
        yield Asker(spotify, App(REMOVED if request.param == "development" else frozenset()))


def _connected(sandbox: Sandbox) -> Spotify:
    return connect(
        api_url=sandbox.api_url,
        accounts_url=sandbox.accounts_url,
        client_id=sandbox.client_id,
        client_secret=SecretStr(sandbox.client_secret),
        refresh_token=SecretStr(sandbox.refresh_token),
    )


def _first(resource: Resource, app: App) -> list[Request]:
    """Return what a run asks of a resource at first: its one request, or the request for an id."""
    module = importlib.import_module(f"tasks.resources.{resource.name.replace(' ', '_')}")
    if hasattr(module, "REQUEST"):
        return [module.REQUEST]
    ids = [IDS[resource.path.partition("/")[0]]]
    if not hasattr(module, "requests_for"):
        return requests_for(resource, ids, app)
    takes_app = len(inspect.signature(module.requests_for).parameters) > 1
    asked: list[Request] = module.requests_for(ids, app) if takes_app else module.requests_for(ids)
    return asked


def _pages(resource: Resource, asker: Asker) -> list[Page]:
    def ask(asked: Request) -> Page:
        answer = asker.spotify.ask(asked.path, dict(asked.params))
        return Page(asked, answer.status, answer.body, answer.observed_at)

    done = crawl(_first(resource, asker.app), ask, lambda _, page: resource.follow(page, asker.app))
    assert [] == done.failures
    pages = [page for _, page in done.answers]
    return pages + [ask(one) for one in resource.confirm(pages)]


@pytest.fixture(params=list(RESOURCES.values()), ids=list(RESOURCES))
def resource(request: pytest.FixtureRequest) -> Resource:
    """Each resource in turn."""
    assert isinstance(request.param, Resource)
    return request.param


def test_declared_tables_exist(resource: Resource, connection: psycopg.Connection) -> None:
    """The migrations have made every table that a resource fills, with a key to merge on."""
    for table in resource.tables:
        assert describe(connection, table).key


def test_answers_become_rows_of_declared_tables(resource: Resource, asker: Asker, migrated: Database) -> None:
    """And of no others; all of them are filled by some mode, and Postgres takes them as they are."""
    found = resource.rows(_pages(resource, asker), READING)
    assert set(found.frames) - {WATERMARKS, REJECTED} <= set(resource.tables)
    assert set(found.complete) <= set(resource.tables)
    assert found.height > 0
    frames = {table: rows for table, rows in found.frames.items() if table != REJECTED}
    with loading(migrated, list(frames)) as load:
        counts = {table: load.merge(table, rows, found.complete.get(table)) for table, rows in frames.items()}
    assert sum(one.inserted for one in counts.values()) > 0


def test_declared_tables_are_filled(resource: Resource, asker: Asker) -> None:
    """No table is declared that the answers say nothing of."""
    found = resource.rows(_pages(resource, asker), READING)
    assert set(resource.tables) == set(found.frames) - {WATERMARKS, REJECTED}


def test_the_same_answers_are_the_same_rows(resource: Resource, asker: Asker, migrated: Database) -> None:
    """A run that was killed and is run again writes nothing new."""
    found = resource.rows(_pages(resource, asker), READING)
    frames = {table: rows for table, rows in found.frames.items() if table != REJECTED}
    for is_first in (True, False):
        with loading(migrated, list(frames)) as load:
            counts = [load.merge(table, rows, found.complete.get(table)) for table, rows in frames.items()]
        assert is_first == any(one.changed for one in counts)


def test_each_resource_has_a_recorded_answer(resource: Resource) -> None:
    """Ours and the sandbox's idea of an answer is checked against one of Spotify's."""
    assert resource.name in {READ_BY[endpoint] for endpoint in INDEX.values() if endpoint in READ_BY}


def test_names_are_those_of_their_files() -> None:
    """One file per noun: `saved tracks` is in saved_tracks.py."""
    for name, one in RESOURCES.items():
        assert name == one.name
        importlib.import_module(f"tasks.resources.{name.replace(' ', '_')}")
