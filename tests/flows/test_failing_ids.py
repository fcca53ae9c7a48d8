"""Ids that fail for good: recorded, left alone for growing pauses, and welcome when they are back."""

import pytest

from tasks.postgres.database import Database
from tasks.sandbox import Fault, Sandbox
from tasks.sandbox.oddities import odd_id
from tests.flows.conftest import Etl, World
from tests.flows.rows import execute, scalar

# The listener's playlist of odd things, whose contents development mode shows; one of its artists always answers 500.
ODDITIES = {"library": False, "playlists": ["SandboxOddities0000000"], "artists": []}
ALWAYS = odd_id("ArtistAlways500")
ANOTHER = odd_id("ArtistFloats")

# Each run tries what fails until its patience is over, which takes most of the time.
pytestmark = pytest.mark.heavy

CHART = "37i9dQZEVXbJiZcmkrIHGU"

AGO = "'2001-01-01T00:00:00+00:00'"


def times_asked(sandbox: Sandbox, *paths: str) -> list[int]:
    """Return how often each path was asked for, and forget it."""
    asked = [one.path.removeprefix("/v1/") for one in sandbox.log]
    sandbox.clear_log()
    return [asked.count(path) for path in paths]


def mark(database: Database, resource: str, one: str) -> str:
    """Return the watermark of an id without its time."""
    value = str(scalar(database, f"select value from etl.watermarks where resource = '{resource}' and scope = '{one}'"))
    return value.rpartition(" ")[0]


def let_rest_be_over(database: Database, resource: str) -> None:
    """Move the marks of what was not to be had far back."""
    moved = f"update etl.watermarks set value = regexp_replace(value, ' [^ ]+$', ' ' || {AGO})"
    execute(database, f"{moved} where resource = '{resource}' and value ~ '^(gone|failed) '")


def test_an_id_that_fails_for_good_rests_ever_longer(world: World, etl: Etl, migrated: Database) -> None:
    """It is neither asked for by the next run nor forgotten; alone in its batch it does not fail the run."""
    paths = [f"artists/{one}" for one in (ALWAYS, ANOTHER)]
    with world(mode="development") as sandbox:
        sandbox.inject(Fault("server_error", path=rf"/artists/{ANOTHER}$", status=502))
        assert etl(sandbox, **ODDITIES).is_completed()
        assert all(count > 1 for count in times_asked(sandbox, *paths))
        assert ["failed 1", "failed 1"] == [mark(migrated, "artists", one) for one in (ALWAYS, ANOTHER)]
        assert etl(sandbox, **ODDITIES).is_completed()
        assert [0, 0] == times_asked(sandbox, *paths)
        sandbox.clear_faults()
        let_rest_be_over(migrated, "artists")
        state = etl(sandbox, **ODDITIES)
        assert state.is_completed(), state.message
        assert [True, True] == [count > 0 for count in times_asked(sandbox, *paths)]
    assert ["failed 2", ""] == [mark(migrated, "artists", one) for one in (ALWAYS, ANOTHER)]
    assert scalar(migrated, f"select genres is not null from spotify.artists where artist_id = '{ANOTHER}'")


def test_a_playlist_that_is_not_to_be_had_rests_ever_longer(world: World, etl: Etl, migrated: Database) -> None:
    """Spotify answers 404 for its own playlists to apps of after 2024, and may give them back."""
    path = f"playlists/{CHART}"
    chart = {"library": False, "playlists": [CHART], "artists": []}
    with world(mode="development") as sandbox:
        counts = []
        for _ in range(2):
            assert etl(sandbox, **chart).is_completed()
            counts += times_asked(sandbox, path)
        let_rest_be_over(migrated, "playlists missed")
        assert etl(sandbox, **chart).is_completed()
        counts += times_asked(sandbox, path)
        assert ([1, 0, 1], "gone 2") == (counts, mark(migrated, "playlists missed", CHART))
        let_rest_be_over(migrated, "playlists missed")
        sandbox.switch_to("extended")
        assert etl(sandbox, **chart).is_completed()
    assert mark(migrated, "playlists missed", CHART) == "back"
    assert scalar(migrated, "select count(*) from spotify.playlist_items") != 0
