"""A run of plays alone, which comes every hour: it asks next to nothing and loses nothing that the library brings."""

from collections.abc import Iterator
from typing import Any

import pytest

from tasks.console.terminal import OUT
from tasks.postgres.database import Database
from tasks.sandbox import Sandbox
from tests.conftest import copied
from tests.flows.conftest import Etl, World
from tests.flows.rows import rows, scalar

ALONE: dict[str, Any] = {"playlists": [], "artists": [], "plays": True, "library": False}
LIBRARY = ALONE | {"plays": False, "library": True}

TOKEN, PROFILE, PLAYS = "/api/token", "/v1/me", "/v1/me/player/recently-played"

OF_PLAYS = ("plays", "play_coverage")

UNKNOWN_TRACKS = "select count(*) from spotify.plays where track_id not in (select track_id from spotify.tracks)"


def asked(sandbox: Sandbox, begin: int = 0) -> list[str]:
    """Return the paths asked since so many were."""
    return [one.path for one in sandbox.log[begin:]]


@pytest.fixture
def another(server: Database, template: Database) -> Iterator[Database]:
    """Yield a second migrated database."""
    with copied(server, template.name) as fresh:
        yield fresh


def test_it_asks_for_the_profile_and_the_plays(world: World, etl: Etl, migrated: Database, mode: str) -> None:
    """In any mode, at first and later: neither probes nor albums, artists or anything else of what was played."""
    with world(mode=mode, day=5) as sandbox:
        assert etl(sandbox, **ALONE).name == "Completed"
        assert [TOKEN, PROFILE, PLAYS] == asked(sandbox)
        before = len(sandbox.log)
        assert etl(sandbox, **ALONE).name == "Completed"
        assert [TOKEN, PROFILE, PLAYS] == asked(sandbox, before)
        sandbox.move_to(8)  # more than fifty plays later: the page before is looked at, too
        before = len(sandbox.log)
        assert etl(sandbox, **ALONE).name == "Completed"
    assert [TOKEN, PROFILE, PLAYS, PLAYS] == asked(sandbox, before)
    assert (True, 0) == (bool(rows(migrated)["plays"]), scalar(migrated, UNKNOWN_TRACKS))


@pytest.mark.heavy
def test_it_reads_of_plays_what_the_library_does(world: World, etl: Etl, migrated: Database, another: Database) -> None:
    """Plays, what time they cover and where there is a gap, though nothing of the rest."""
    with world(day=5) as sandbox:
        for day in (5, 8):
            sandbox.move_to(day)
            assert etl(sandbox, **ALONE).name == "Completed"
            assert etl(sandbox, another, **LIBRARY).name == "Completed"
    plays, library = rows(migrated), rows(another)
    assert {name: library[name] for name in OF_PLAYS} == {name: plays[name] for name in OF_PLAYS}
    assert 1 == sum('"is_covered": false' in row for row in plays["play_coverage"])
    assert {"tracks", "track_artists", "albums", "artists"} <= {name for name, found in plays.items() if found}
    assert not plays["saved_tracks"]


@pytest.mark.heavy
def test_what_it_meets_is_read_by_the_next_run_of_the_library(
    world: World, etl: Etl, migrated: Database, another: Database
) -> None:
    """Albums and artists in full: then all rows are as if the library had been read alone."""
    with world(day=5) as sandbox:
        etl(sandbox, **ALONE)
        etl(sandbox, **LIBRARY)
        etl(sandbox, another, **LIBRARY)
    assert rows(another) == rows(migrated)


def test_it_leaves_what_the_library_has_brought(world: World, etl: Etl, migrated: Database) -> None:
    """Nothing is closed, emptied or rewritten: a track in full stays so."""
    with world(day=5) as sandbox:
        etl(sandbox, **LIBRARY)
        before = rows(migrated, with_loaded_at=True)
        state = etl(sandbox, **ALONE)
    assert "Nothing has changed" in str(state.message)
    assert before == rows(migrated, with_loaded_at=True)


def test_a_selection_beside_the_plays_is_read_as_ever(world: World, etl: Etl, migrated: Database) -> None:
    """What it meets is asked for; the library is not, for who names the plays means them."""
    with world(day=5) as sandbox:
        assert etl(sandbox, **ALONE | {"library": None, "tracks": ["4iJyoBOLtHqaGxP12qzhQI"]}).name == "Completed"
    assert {PLAYS, "/v1/tracks", "/v1/albums", "/v1/artists"} <= set(asked(sandbox))
    assert "/v1/me/tracks" not in asked(sandbox)


def test_its_plan_is_what_it_asks(world: World, etl: Etl, migrated: Database) -> None:
    """Two requests and perhaps the page before; nothing of what a run of the library would ask."""
    with world(day=5) as sandbox:
        etl(sandbox, **LIBRARY)
        with OUT.capture() as captured:
            state = etl(sandbox, **ALONE, plan=True)
    printed = captured.get()
    assert str(state.message).startswith("2 to 2 requests")
    assert (True, False) == ("me/player/recently-played" in printed, "albums" in printed)


def test_plays_need_a_listener(world: World, etl: Etl, migrated: Database) -> None:
    """One sentence, before anything is asked."""
    with world() as sandbox:
        state = etl(sandbox, variables={"SPOTIFY_REFRESH_TOKEN": None}, **ALONE)
    assert state.is_failed()
    assert "The plays need a listener: make login" in str(state.message)
    assert [] == sandbox.log
