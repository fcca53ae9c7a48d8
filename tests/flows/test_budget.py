"""A day's requests that do not suffice: what is left waits in Postgres, in order, and the next day goes on there."""

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.sandbox import Sandbox
from tests.flows.conftest import EVERYTHING, Etl, World
from tests.flows.rows import execute, forget, rows, scalar

SELECTED = {"playlists": EVERYTHING["playlists"], "library": False, "artists": []}

# 17 batches of albums and 13 of artists are wanted.
TEN = {"SPOTIFY_MAX_REQUESTS": "10"}

LEFT = "select resource, subject from etl.backlog order by priority"


def batches(sandbox: Sandbox, noun: str) -> list[set[str]]:
    """Return the ids of each batch that was asked for, in order."""
    return [set(one.query["ids"].split(",")) for one in sandbox.log if one.path == f"/v1/{noun}"]


def left(database: Database) -> dict[str, list[str]]:
    """Return what waits, by resource."""
    with connect(database) as connection:
        found = connection.execute(LEFT.encode()).fetchall()
    names = dict.fromkeys(str(resource) for resource, _ in found)
    return {name: [subject for resource, subject in found if resource == name] for name in names}


def test_what_a_day_does_not_allow_is_read_the_next_day(world: World, etl: Etl, migrated: Database) -> None:
    """A family that is spent is named and the others go on; the end is that of one unbroken run."""
    with world() as sandbox:
        assert etl(sandbox, **SELECTED).name == "Completed"
        unbroken = rows(migrated)
    forget(migrated)
    execute(migrated, "truncate etl.request_budget")
    with world() as sandbox:
        state = etl(sandbox, variables=TEN, **SELECTED)
        assert ("Deferred", True) == (state.name, "The 10 requests for a" in str(state.message))
        assert scalar(migrated, "select count(*) from spotify.audio_features") != 0
        waiting = left(migrated)
        assert ["albums", "artists"] == list(waiting)
        assert all(batch.isdisjoint(waiting["albums"]) for batch in batches(sandbox, "albums"))
        before = {noun: batches(sandbox, noun) for noun in waiting}

        meanwhile = etl(sandbox, variables=TEN, **SELECTED)
        assert meanwhile.name == "Deferred"
        assert before == {noun: batches(sandbox, noun) for noun in waiting}
        assert {noun: set(ids) for noun, ids in waiting.items()} == {n: set(ids) for n, ids in left(migrated).items()}

        execute(migrated, "update etl.request_budget set hour = hour - interval '26 hours'")
        sandbox.clear_log()
        state = etl(sandbox, variables=TEN, **SELECTED)
        assert state.name == "Completed", state.message
        for noun, ids in waiting.items():
            have_waited = [not batch.isdisjoint(ids) for batch in batches(sandbox, noun)]
            assert sorted(have_waited, reverse=True) == have_waited
    assert {} == left(migrated)
    assert unbroken == rows(migrated)
