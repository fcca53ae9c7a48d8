"""Every fault that Spotify is known for: the rows are those of a run without faults, or the run says why not."""

from pathlib import Path

import pytest

from tasks.postgres.database import Database
from tasks.sandbox import Fault
from tests.flows.conftest import Etl, World
from tests.flows.rows import forget, lift, rows, scalar

Rows = dict[str, list[str]]

# The listener's odd playlists hold an artist that fails for good, which costs seconds of patience: left out here.
SELECTED = {"library": False, "artists": []}

PASSING = {
    "asked to wait": [
        Fault("rate_limit", path=r"/albums", times=2, retry_after=1),
        Fault("rate_limit", path=r"/playlists/", times=1, retry_after=None),
        Fault("rate_limit_text", path=r"/artists", times=1, retry_after=1),
    ],
    "errors and broken answers": [
        Fault("server_error", path=r"/playlists/", times=1, status=502),
        Fault("server_error_html", path=r"/albums", times=1),
        Fault("server_error_empty", path=r"/artists", times=1, status=500),
        Fault("reset", path=r"/playlists/", times=1),
        Fault("truncated", path=r"/albums", times=1),
        Fault("broken_json", path=r"/playlists/", times=1, after=2),
        Fault("expired_token", path=r"/artists", times=1, after=1),
    ],
    "one in ten": [Fault("server_error", path=r"^/v1/", rate=0.1, status=503, times=12)],
}


@pytest.fixture(scope="module")
def unbroken() -> Rows:
    """The rows of a run without faults, filled in by the first test that needs them."""
    return {}


# Those that take longest are left to make heavy.
SOME = [pytest.param(name, marks=[pytest.mark.heavy] * (name == "one in ten")) for name in PASSING]


@pytest.mark.parametrize("faults", SOME)
def test_passing_faults_leave_no_trace(faults: str, world: World, etl: Etl, migrated: Database, unbroken: Rows) -> None:
    """Waited for or asked again, the run ends well and with the same rows."""
    with world() as sandbox:
        if not unbroken:
            assert etl(sandbox, **SELECTED).is_completed()
            unbroken |= rows(migrated)
            forget(migrated)
        for fault in PASSING[faults]:
            sandbox.inject(fault)
        state = etl(sandbox, **SELECTED)
    assert state.is_completed(), state.message
    assert unbroken == rows(migrated)


@pytest.mark.parametrize("retry_after", [90, None], ids=["a minute and a half", "unsaid"])
def test_a_long_pause_defers(retry_after: int | None, world: World, etl: Etl, migrated: Database) -> None:
    """What was read is loaded, nothing more is asked, and the next run goes on when the pause is over."""
    with world() as sandbox:
        sandbox.inject(Fault("quota", path=r"^/v1/albums", after=1, retry_after=retry_after))
        state = etl(sandbox, **SELECTED)
        asked = len(sandbox.log)
        assert ("Deferred", True) == (state.name, state.is_completed())
        assert scalar(migrated, "select count(*) from spotify.playlist_items") != 0
        assert scalar(migrated, "select status from etl.pipeline_logs where status <> 'start'") == "deferred"
        again = etl(sandbox, **SELECTED)
        assert ("Deferred", asked) == (again.name, len(sandbox.log))


def test_a_deferred_run_is_finished_by_the_next(world: World, etl: Etl, migrated: Database, unbroken: Rows) -> None:
    """When the pause is over, the rest is read; the rows are those of one unbroken run."""
    with world() as sandbox:
        sandbox.inject(Fault("quota", path=r"^/v1/albums", times=1, after=3, retry_after=100))
        etl(sandbox, **SELECTED)
        lift(migrated)
        state = etl(sandbox, **SELECTED)
    assert state.name == "Completed"
    assert unbroken == rows(migrated)


def test_a_forbidden_listener_is_told_what_spotify_says(world: World, etl: Etl) -> None:
    """403 on /me concerns everything: the run fails with Spotify's own words."""
    with world() as sandbox:
        sandbox.inject(Fault("forbidden", path=r"^/v1/me$"))
        state = etl(sandbox)
    assert state.is_failed()
    assert "403" in str(state.message)


def test_an_id_that_fails_for_good_does_not_fail_the_run(world: World, etl: Etl, migrated: Database) -> None:
    """It is named, tried again after a day, and spoils neither its batch nor the run."""
    with world() as sandbox:
        sandbox.inject(Fault("server_error", path=r"^/v1/albums", times=None, rate=0.02, status=500))
        state = etl(sandbox, **SELECTED)
    assert state.is_completed(), state.message
    assert scalar(migrated, "select count(*) from etl.watermarks where resource = 'albums'") != 0


def test_wrong_credentials_are_one_sentence(world: World, etl: Etl, monkeypatch: pytest.MonkeyPatch) -> None:
    """The client secret is named, and not shown."""
    with world() as sandbox:
        sandbox.client_secret = "wrong-and-secret"
        state = etl(sandbox, **SELECTED)
    assert state.is_failed()
    assert "SPOTIFY_CLIENT_SECRET" in str(state.message)
    assert "wrong-and-secret" not in str(state.message)


def test_answers_are_forgotten_when_the_run_has_ended(world: World, etl: Etl, tmp_path: Path) -> None:
    """Nothing of a finished run is left to be taken for the next one's answers."""
    with world() as sandbox:
        etl(sandbox, **SELECTED)
    assert [] == [path for path in (tmp_path / "pages").rglob("*") if path.is_file()]
