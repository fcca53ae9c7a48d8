"""Every resource keeps what its declaration promises; a new one is tested by being in RESOURCES."""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import polars as pl
import psycopg
import pytest
from pydantic import SecretStr

from tasks.capabilities import probes
from tasks.postgres.database import Database
from tasks.postgres.load import loading
from tasks.postgres.table import describe
from tasks.resources import RESOURCES
from tasks.resources.app import App
from tasks.resources.need import Need
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import REJECTED, WATERMARKS, Resource, Rows
from tasks.sandbox import Sandbox, audiobooks, podcasts
from tasks.sandbox.catalogue import BUNDLED, load
from tasks.sandbox.modes import MODES
from tasks.sandbox.oddities import LISTENER
from tasks.spotify import Spotify, SpotifyError, connect, crawl

from .answers import MOMENT, READING
from .test_payloads import INDEX, READ_BY


def _met(table: str, *columns: str) -> pl.DataFrame:
    """One category; nothing else that another resource has read before."""
    if table == "spotify.categories":
        return pl.DataFrame({"category_id": ["toplists"], "uses": [1]})
    return Need().met(table, *columns)


# Of every noun something that the sandbox has; its playlist of odd things is the listener's own, so that every mode
# shows its contents.
NEED = Need(
    selected={
        "playlists": ["SandboxOddities0000000"],
        "artists": ["06HL4z0CvFAxyc27GXpf02"],
        "albums": ["5Jazpq8mEgSgQs06mdwkQd"],
        "tracks": ["4iJyoBOLtHqaGxP12qzhQI"],
        "shows": [podcasts.FIRST],
        "episodes": [next(iter(podcasts.episodes(load(BUNDLED))))],
        "audiobooks": [audiobooks.WORLDWIDE],
        "chapters": [next(iter(audiobooks.chapters(load(BUNDLED))))],
        "users": ["sandbox-curator"],
        "search": ["album,artist,track,playlist,show,episode,audiobook=the"],
    },
    parts=frozenset({"library", "browse", "playback", "analysis"}),
    market="US",
    user_id=LISTENER,
    moment=MOMENT,
    met=_met,
)

ANY_ID = "0TnOYISbd1XYRBk9myaseg"


@dataclass(frozen=True)
class Asker:
    """A client, what it may ask, and what it has been told by resource: each is read once."""

    spotify: Spotify
    app: App
    told: dict[str, Rows] = field(default_factory=dict)


# The modes between the two ends take as long again.
BETWEEN = [pytest.param(name, marks=pytest.mark.heavy) for name in MODES if name not in {"extended", "development"}]


@pytest.fixture(scope="module", params=["extended", "development", *BETWEEN])
def asker(request: pytest.FixtureRequest) -> Iterator[Asker]:
    """The listener at a sandbox, in each quota mode."""
    with Sandbox(mode=request.param) as sandbox, _connected(sandbox) as spotify:
        yield Asker(spotify, App(frozenset(_lacking(spotify))))


def _lacking(spotify: Spotify) -> Iterator[str]:
    """Yield the endpoints that the app does not have, found out as a run does."""
    for endpoint, question in (probes(RESOURCES.values(), NEED) | _batches()).items():
        if _status(spotify, question) in RESOURCES[question.resource].refused_with:
            yield endpoint


def _batches() -> dict[str, Request]:
    """Return what asks a batch endpoint for one id: any will do, an unknown one is null in the answer."""
    paths = {one: one.batch_path.partition("?")[0] for one in RESOURCES.values() if one.batch_path}
    return {one.batch_path: request(one.name, path, ANY_ID, ids=ANY_ID) for one, path in paths.items()}


def _status(spotify: Spotify, question: Request) -> int:
    try:
        return spotify.ask(question.path, dict(question.params)).status
    except SpotifyError as error:
        return error.status or 0


def _connected(sandbox: Sandbox) -> Spotify:
    return connect(
        api_url=sandbox.api_url,
        accounts_url=sandbox.accounts_url,
        client_id=sandbox.client_id,
        client_secret=SecretStr(sandbox.client_secret),
        refresh_token=SecretStr(sandbox.refresh_token),
    )


def _rows(resource: Resource, asker: Asker) -> Rows:
    if resource.needs in asker.app.unavailable:
        pytest.skip(f"this mode has no {resource.needs}")
    if resource.name not in asker.told:
        asker.told[resource.name] = resource.rows(_pages(resource, asker), READING)
    return asker.told[resource.name]


def _pages(resource: Resource, asker: Asker) -> list[Page]:
    def ask(asked: Request) -> Page:
        answer = asker.spotify.ask(asked.path, dict(asked.params))
        return Page(asked, answer.status, answer.body, answer.observed_at)

    first = list(resource.requests(replace(NEED, app=asker.app)))
    done = crawl(first, ask, lambda _, page: resource.follow(page, asker.app))
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


def test_declared_tables_are_filled(resource: Resource, asker: Asker) -> None:
    """And no others: no table is declared that the answers say nothing of."""
    found = _rows(resource, asker)
    assert set(resource.tables) == set(found.frames) - {WATERMARKS, REJECTED}
    assert set(found.complete) <= set(resource.tables)


def test_the_same_answers_are_the_same_rows(resource: Resource, asker: Asker, cleared: Database) -> None:
    """Postgres takes them as they are; a run that was killed and is run again writes nothing new."""
    found = _rows(resource, asker)
    frames = {table: rows for table, rows in found.frames.items() if table != REJECTED}
    for is_first in (True, False):
        with loading(cleared, list(frames)) as opened:
            counts = [opened.merge(table, rows, found.complete.get(table)) for table, rows in frames.items()]
        assert is_first == (sum(one.inserted for one in counts) > 0)
        assert is_first == any(one.changed for one in counts)


def test_each_resource_has_a_recorded_answer(resource: Resource) -> None:
    """Ours and the sandbox's idea of an answer is checked against one of Spotify's."""
    assert resource.name in {READ_BY[endpoint] for endpoint in INDEX.values() if endpoint in READ_BY}


def test_names_are_those_of_their_files() -> None:
    """One file per noun: `saved tracks` is in saved_tracks.py."""
    for name, one in RESOURCES.items():
        assert name == one.name
        importlib.import_module(f"tasks.resources.{name.replace(' ', '_')}")
