"""Incremental and full runs in any order: the same current rows, and nothing closed that was not read to the end."""

import json
from contextlib import ExitStack
from functools import partial
from itertools import product
from typing import Any

import pytest

from tasks.postgres.database import Database
from tasks.sandbox import Fault, Sandbox
from tasks.sandbox.agreed import Agreed
from tasks.sandbox.listener import saved
from tasks.sandbox.modes import MODES as QUOTA_MODES
from tasks.sandbox.shelves import MIX
from tests.conftest import copied
from tests.flows.conftest import EVERYTHING, Etl, World
from tests.flows.rows import execute, rows, scalar

FIRST, SECOND, THIRD = 4, 6, 9

MODES = ("incremental", "full")

HEAVY = pytest.mark.heavy

# The Sound of Medieval, which has several pages.
LONG = "6ckHBekHAoozIV6ISOmvq1"

# What only full objects say, and of their day: an incremental run asks for it again by age, after thirty days.
BY_AGE = {"artists": {"popularity", "followers"}, "albums": {"popularity"}, "tracks": {"popularity"}}

# And the days on which it was asked for. A playlist that is only listed is asked for when its list says it has changed.
DAYS_ASKED = {"artist_stats", "album_stats", "track_stats", "playlist_stats"}


def current(database: Database) -> dict[str, list[str]]:
    """Return the rows of every table, without what goes by age."""
    return {
        table: sorted(_without(row, BY_AGE.get(table, set())) for row in found)
        for table, found in rows(database).items()
        if table not in DAYS_ASKED
    }


def _without(row: str, names: set[str]) -> str:
    return json.dumps({name: value for name, value in json.loads(row).items() if name not in names}) if names else row


def agreed(sandbox: Sandbox, scopes: str | None) -> dict[str, str]:
    """Return the variable of a listener who has agreed to these scopes, to all where none are named."""
    return {"SPOTIFY_REFRESH_TOKEN": sandbox.agree(Agreed(scopes=scopes, needs_secret=True))}


class Branches:
    """Databases that grow out of each other, by the modes of the runs that each has had."""

    def __init__(
        self, server: Database, empty: Database, etl: Etl, sandbox: Sandbox, variables: dict[str, str]
    ) -> None:
        self._server, self._sandbox = server, sandbox
        self._etl = partial(etl, sandbox, variables=variables)
        self._databases: dict[tuple[str, ...], Database] = {(): empty}
        self._stack = ExitStack()

    def __enter__(self) -> "Branches":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def grow(self, day: int, *modes: str, **selected: Any) -> None:
        """Copy the database that had all of these runs but the last, and let it have that one."""
        before = self._databases[modes[:-1]]
        database = self._stack.enter_context(copied(self._server, before.name))
        self._sandbox.move_to(day)
        state = self._etl(database=database, mode=modes[-1], **selected)
        assert state.name == "Completed", state.message
        self._databases[modes] = database

    def current(self, *modes: str) -> dict[str, list[str]]:
        """Return the current rows after runs in these modes."""
        return current(self._databases[modes])


SOME = {"playlists": ["Germany=37i9dQZEVXbJiZcmkrIHGU", LONG, MIX], "artists": [], "library": True}

# Who has not agreed to more has no odd playlist, and so no artist that fails for good and costs each full run seconds.
MOST_SCOPES = "user-library-read user-follow-read user-top-read user-read-recently-played"

STRAIGHT = [(mode, mode) for mode in MODES]

# In every run of the tests the two that differ most; every order, in every quota mode and of everything, takes minutes.
CASES = [
    pytest.param("extended", SOME, MOST_SCOPES, STRAIGHT, id="extended"),
    pytest.param("development", SOME, MOST_SCOPES, list(product(MODES, MODES)), id="development", marks=HEAVY),
    *(
        pytest.param(mode, EVERYTHING | {"playback": False}, None, list(product(MODES, MODES)), id=mode, marks=HEAVY)
        for mode in QUOTA_MODES
    ),
]


@pytest.mark.parametrize(("quota_mode", "selected", "scopes", "orders"), CASES)
def test_modes_can_follow_each_other_in_any_order(
    quota_mode: str,
    selected: dict[str, Any],
    scopes: str | None,
    orders: list[tuple[str, str]],
    world: World,
    etl: Etl,
    server: Database,
    template: Database,
) -> None:
    """Three readings on days apart, one after edits: the same rows and intervals at every end, and gaps known alike.

    The first reading finds an empty database, so that its mode makes no difference.
    """
    with (
        world(mode=quota_mode) as sandbox,
        Branches(server, template, etl, sandbox, agreed(sandbox, scopes)) as branches,
    ):
        branches.grow(FIRST, "full", **selected)
        for second in MODES:
            branches.grow(SECOND, "full", second, **selected)
        sandbox.change([LONG, MIX])
        for second, third in orders:
            branches.grow(THIRD, "full", second, third, **selected)
        ends = {order: branches.current("full", *order) for order in orders}
    whole = ends["full", "full"]
    assert {order: {} for order in ends} == {order: differing(whole, end) for order, end in ends.items()}
    assert 2 == sum('"is_covered": false' in row for row in whole["play_coverage"])


def differing(some: dict[str, list[str]], others: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return by table the rows that only one of two databases has."""
    found = {table: sorted(set(rows_) ^ set(others[table])) for table, rows_ in some.items()}
    return {table: rows_ for table, rows_ in found.items() if rows_}


# What hinders a full run: each endpoint has one request left, or pages of the liked songs and of a long playlist fail.
ONE = {"SPOTIFY_MAX_REQUESTS": "1"}
FAILING = [
    Fault("server_error", path=r"^/v1/me/tracks$", after=1, status=502),
    Fault("server_error", path=rf"^/v1/playlists/{LONG}/tracks$", status=502),
]
HINDRANCES = [
    pytest.param([], ONE, "Deferred", id="budget"),
    pytest.param(FAILING, {}, "Completed", id="faults", marks=HEAVY),  # seconds of patience
]

KEPT = "select array_agg(track_id) from spotify.saved_tracks where removed_at is null"

CLOSED = """
select array[
    (select count(*) from spotify.saved_tracks where removed_at is not null),
    (select count(*) from spotify.playlist_item_history where valid_to is not null)
]
"""


@pytest.mark.heavy
@pytest.mark.parametrize(("faults", "variables", "name"), HINDRANCES)
def test_a_full_run_closes_nothing_that_it_has_not_read_to_the_end(
    faults: list[Fault], variables: dict[str, str], name: str, world: World, etl: Etl, migrated: Database
) -> None:
    """What is missing on the pages that were not answered is not gone; the next one that reads them knows."""
    with world(day=FIRST) as sandbox:
        listener = agreed(sandbox, "user-library-read")
        selected = {"playlists": [LONG], "artists": [], "library": True, "mode": "full"}
        assert etl(sandbox, variables=listener, **selected).name == "Completed"
        before = rows(migrated)

        sandbox.move_to(THIRD)
        execute(migrated, "truncate etl.request_budget")
        for fault in faults:
            sandbox.inject(fault)
        assert etl(sandbox, variables=listener | variables, **selected).name == name
        assert [0, 0] == scalar(migrated, CLOSED)
        assert set(before["playlist_items"]) == set(rows(migrated)["playlist_items"])
        assert scalar(migrated, "select count(*) from spotify.saved_audiobooks where valid_to is not null") == 1

        sandbox.clear_faults()
        execute(migrated, "truncate etl.request_budget")
        assert etl(sandbox, variables=listener, **selected).name == "Completed"
        kept = {track_id for _, track_id in saved(sandbox.world.catalogue, sandbox.world.date)}
    assert kept == set(scalar(migrated, KEPT))  # type: ignore[call-overload] # an array
    assert 0 not in scalar(migrated, CLOSED)  # type: ignore[operator] # an array
