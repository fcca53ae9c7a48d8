"""What a run would ask, said before it asks."""

from pathlib import Path
from typing import Any

from prefect.client.schemas.objects import State

from tasks.console.terminal import OUT
from tasks.postgres.connect import transaction
from tasks.postgres.database import Database
from tasks.sandbox import Sandbox
from tests.flows.conftest import Etl, World

# Two playlists that no listener is needed for.
SELECTED: dict[str, Any] = {
    "library": False,
    "artists": [],
    "playlists": ["37i9dQZEVXbJiZcmkrIHGU", "6ckHBekHAoozIV6ISOmvq1"],
}


def _planned(etl: Etl, sandbox: Sandbox, **selected: Any) -> tuple[State, str]:
    """Return how a plan ended and what it printed."""
    with OUT.capture() as printed:
        state = etl(sandbox, **SELECTED | selected, plan=True)
    return state, printed.get()


def _asked(sandbox: Sandbox) -> int:
    return sum(1 for one in sandbox.log if one.path != "/api/token")


def test_a_plan_asks_nothing_and_loads_nothing(world: World, etl: Etl, migrated: Database) -> None:
    """Not even a token; and it says that what is not read yet may bring up more."""
    with world() as sandbox:
        state, printed = _planned(etl, sandbox)
        assert [] == sandbox.log
    assert "Planned" == state.name
    assert "playlists/{id}" in printed
    assert "not read before" in printed


def test_a_list_is_longer_than_any_parameter(world: World, etl: Etl, migrated: Database, tmp_path: Path) -> None:
    """Prefect takes half a megabyte of parameters, which are some 20,000 ids."""
    listed = tmp_path / "playlists.txt"
    listed.write_text("\n".join(f"Big{number:019d}" for number in range(30_000)))
    with world() as sandbox:
        state, _ = _planned(etl, sandbox, playlists=[f"@{listed}"])
    assert ("Planned", True) == (state.name, "30000 to 30000 requests" in str(state.message))


def test_a_plan_holds(world: World, etl: Etl, migrated: Database) -> None:
    """The run that follows asks neither less nor more than it said; what is fresh is counted."""
    with world() as sandbox:
        etl(sandbox, **SELECTED)
        state, printed = _planned(etl, sandbox)
        before = _asked(sandbox)
        etl(sandbox, **SELECTED)
        asked = _asked(sandbox) - before
    least, most = (int(word) for word in str(state.message).split(" requests")[0].split(" to "))
    assert least <= asked <= most
    assert least == asked == 2
    assert "artists" in printed


def test_a_plan_says_when_the_limits_let_the_rest_through(world: World, etl: Etl, migrated: Database) -> None:
    """From what other runs have asked in the last 24 hours."""
    with world() as sandbox:
        etl(sandbox, **SELECTED)
        with transaction(migrated) as connection:
            connection.execute(
                "update etl.request_budget set calls = 100000 where family = 'playlists/{id}';"
                "insert into etl.backlog (client_id, resource, subject, priority) values "
                f"('{sandbox.client_id}', 'playlists', 'x', 1)"
            )
        _, printed = _planned(etl, sandbox)
    row = next(line for line in printed.splitlines() if "playlists/{id}" in line)
    assert "this run" not in row
    assert " 1 " in row


def test_a_plan_names_a_penalty(world: World, etl: Etl, migrated: Database) -> None:
    """Until when nothing may be asked, and why."""
    with world() as sandbox:
        with transaction(migrated) as connection:
            connection.execute(
                "insert into etl.request_limits (client_id, blocked_until, blocked_because) values "
                f"('{sandbox.client_id}', now() + interval '5 hours', 'Too many requests')"
            )
        state, _ = _planned(etl, sandbox)
    assert "nothing may be asked before" in str(state.message)
    assert "Too many requests" in str(state.message)
