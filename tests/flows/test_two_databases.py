"""A run whose SOURCE and TARGET are two databases, as the original system had them."""

from collections.abc import Iterator
from typing import Any

import pytest

from tasks.postgres.database import Database
from tests.conftest import copied
from tests.flows.conftest import Etl, World
from tests.flows.rows import execute, rows, scalar


@pytest.fixture
def source(server: Database, template: Database) -> Iterator[Database]:
    """A second database; TARGET is `migrated`."""
    with copied(server, template.name) as database:
        yield database


CHART: dict[str, Any] = {
    "playlists": ["37i9dQZEVXbJiZcmkrIHGU"],
    "artists": [],
    "library": False,
    "transform": True,
}


def _as_source(database: Database) -> dict[str, str | None]:
    return {
        "SOURCE_SERVER_NAME": database.host,
        "SOURCE_PORT": str(database.port),
        "SOURCE_DB_USERNAME": database.user,
        "SOURCE_DB_PASSWORD": database.password.get_secret_value(),
        "SOURCE_DATABASE_NAME": database.name,
    }


def test_target_follows_source(world: World, etl: Etl, source: Database, migrated: Database) -> None:
    """After a run, a day later, and after a full run TARGET has the rows of SOURCE, loaded_at too, and its marts."""
    with world(day=5) as sandbox:
        for day, mode in ((5, "incremental"), (6, "incremental"), (6, "full")):
            sandbox.move_to(day)
            state = etl(sandbox, variables=_as_source(source), **CHART, mode=mode)
            assert state.is_completed(), state.message
            assert rows(source, with_loaded_at=True) == rows(migrated, with_loaded_at=True)
            modes = scalar(migrated, "select string_agg(distinct mode, ' ') from etl.extracts where read > 0")
            assert modes == ("full" if day == 5 or mode == "full" else "incremental")
    assert scalar(migrated, "select count(*) > 0 from marts.playlist_artist_ranking")
    assert not scalar(source, "select to_regclass('marts.playlist_artist_ranking')")


@pytest.mark.heavy
def test_rows_that_target_lost_come_back(world: World, etl: Etl, source: Database, migrated: Database) -> None:
    """Where TARGET has fewer rows than SOURCE, the next run finds it by counting."""
    with world(day=5) as sandbox:
        etl(sandbox, variables=_as_source(source), **CHART)
        execute(migrated, "delete from spotify.artists where artist_id < '3'")
        state = etl(sandbox, variables=_as_source(source), **CHART)
    assert state.is_completed(), state.message
    assert rows(source) == rows(migrated)
