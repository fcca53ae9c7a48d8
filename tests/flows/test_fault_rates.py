"""Every kind of fault at 1 %, at 10 % and in bursts: the rows of a run without faults, or a run that says why not.

In development mode, which asks for ids one by one: some 200 questions, so that each kind strikes at each rate.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from tasks.postgres.database import Database
from tasks.sandbox import Fault
from tasks.sandbox.catalogue import load
from tasks.sandbox.faults import Kind
from tests.flows.conftest import Etl, World
from tests.flows.rows import forget, lift, rows

pytestmark = pytest.mark.heavy

MODE = "development"

Rows = dict[str, list[str]]

# Waited for, or asked again; a penalty of a second strikes twice at most, for the test waits for it.
PASSING = [
    Fault("rate_limit", times=2, retry_after=1),
    Fault("rate_limit", times=1, retry_after=None),
    Fault("rate_limit_text", times=2, retry_after=1),
    Fault("server_error", status=500),
    Fault("server_error", status=502),
    Fault("server_error_html", status=503),
    Fault("server_error_empty", status=504),
    Fault("reset"),
    Fault("truncated"),
    Fault("broken_json"),
    Fault("silence", retry_after=0),
    Fault("expired_token"),
    Fault("forbidden"),
    Fault("scope"),
]

# How the run ends that meets it, and what it says; the deferred one comes last, for what it has loaded is fresh.
ENDING = {
    "html": (Fault("html"), "Failed", "is of no use: it is not JSON"),
    "premium": (Fault("premium"), "Failed", "the owner of the app has no Spotify Premium"),
    "unregistered": (Fault("unregistered"), "Failed", "the listener is not among the users of the app"),
    "quota": (Fault("quota", retry_after=3600), "Deferred", "quota at Spotify is used up until"),
}

# A token that is refused as soon as it is new: asking for more of them gets an app blocked.
IN_BURSTS = {"expired_token": (Fault("expired_token"), "Failed", "Spotify does not accept the sign-in")}

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def rare(fault: Fault, place: int) -> Fault:
    """Strike 1 % of all questions, each kind others."""
    return replace(fault, rate=0.01, seed=place)


def frequent(fault: Fault, place: int) -> Fault:
    """Strike 10 % of them."""
    return replace(fault, rate=0.1, seed=place)


def bursting(fault: Fault, place: int) -> Fault:
    """Strike 5 of every 50."""
    return replace(fault, burst=5, after=5)


RATES = {"1 %": rare, "10 %": frequent, "bursts": bursting}

# Bursts of all kinds in one run would leave too little between them.
RUNS = {"1 %": ("1 %", PASSING), "10 %": ("10 %", PASSING)}
RUNS |= {"bursts": ("bursts", PASSING[::2]), "other bursts": ("bursts", PASSING[1::2])}


def shared_out(rate: str, fault: Fault, place: int) -> Fault:
    """Leave room for the other kinds: each has ids with certain endings, or a turn of its own, every 25 questions."""
    some = RATES[rate](fault, place)
    if rate == "bursts":
        return replace(some, after=20 * (place // 2 + 1), every=250)
    return replace(some, path=rf"^/v1/.*[{BASE62[place :: len(PASSING)]}]$") if rate == "10 %" else some


@pytest.fixture(scope="module")
def selected(catalogue: Path) -> dict[str, Any]:
    """Tracks and albums by their ids; their artists follow."""
    facts = load(catalogue)
    some = {"tracks": sorted(facts.tracks)[:40], "albums": sorted(facts.albums)[:40]}
    return {"library": False, "playlists": [], "artists": [], **some}


@pytest.fixture(scope="module")
def unbroken() -> Rows:
    """The rows of a run without faults, filled in by the first test that needs them."""
    return {}


def _unbroken(world: World, etl: Etl, database: Database, selected: dict[str, Any], known: Rows) -> None:
    if not known:
        with world(mode=MODE) as sandbox:
            assert etl(sandbox, **selected).is_completed()
        known |= rows(database)
        forget(database)


def test_every_kind_of_fault_is_met() -> None:
    """A new one in the sandbox belongs into one of the lists above."""
    assert set(get_args(Kind)) == {fault.kind for fault in PASSING} | {fault.kind for fault, _, _ in ENDING.values()}


@pytest.mark.parametrize("run", RUNS)
def test_passing_faults_leave_no_trace(
    run: str, world: World, etl: Etl, migrated: Database, selected: dict[str, Any], unbroken: Rows
) -> None:
    """All of them in one run, which ends well and with the same rows."""
    _unbroken(world, etl, migrated, selected, unbroken)
    with world(mode=MODE) as sandbox:
        rate, faults = RUNS[run]
        for fault in faults:
            if rate != "bursts" or fault.kind not in IN_BURSTS:
                sandbox.inject(shared_out(rate, fault, PASSING.index(fault)))
        state = etl(sandbox, **selected)
    assert state.name == "Completed", state.message
    assert unbroken == rows(migrated)


@pytest.mark.parametrize("rate", RATES)
def test_other_faults_end_a_run_and_leave_nothing_half_done(
    rate: str, world: World, etl: Etl, migrated: Database, selected: dict[str, Any], unbroken: Rows
) -> None:
    """One after the other, each with its reason; a run without faults completes the rows."""
    _unbroken(world, etl, migrated, selected, unbroken)
    with world(mode=MODE) as sandbox:
        for place, (fault, name, words) in enumerate({**(IN_BURSTS if rate == "bursts" else {}), **ENDING}.values()):
            sandbox.clear_faults()
            sandbox.inject(RATES[rate](fault, place))
            before = rows(migrated)
            state = etl(sandbox, **selected)
            assert (name, True) == (state.name, words in str(state.message))
            assert name == "Deferred" or before == rows(migrated)
            lift(migrated)
        sandbox.clear_faults()
        state = etl(sandbox, **selected)
    assert state.name == "Completed"
    assert unbroken == rows(migrated)
