"""The healthcheck: one line and an exit code, from what the databases know; nothing is asked of Spotify, or started."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from flows.healthcheck import main
from tasks.postgres import request_limits
from tasks.postgres.connect import transaction
from tasks.postgres.database import Database
from tasks.postgres.embedded import embedded
from tasks.postgres.pipeline_logs import log_end, log_start
from tests.flows.rows import execute

Check = Callable[..., tuple[int, str]]

READ = {"status": "success", "requests": {"by_endpoint": {"albums": 1}}, "logs": "12 rows written"}

APP = {
    "SPOTIFY_CLIENT_ID": "an-app",
    "SPOTIFY_CLIENT_SECRET": "hush",
    "SPOTIFY_REFRESH_TOKEN": "hush",
    # Nobody is there, so that a question would fail.
    "SPOTIFY_API_URL": "http://127.0.0.1:9/v1",
    "SPOTIFY_ACCOUNTS_URL": "http://127.0.0.1:9",
}


def variables_of(role: str, database: Database) -> dict[str, str]:
    """Return the variables that name a database."""
    middle = "" if role == "LOGGING" else "DB_"
    return {
        f"{role}_SERVER_NAME": database.host,
        f"{role}_PORT": str(database.port),
        f"{role}_{middle}USERNAME": database.user,
        f"{role}_{middle}PASSWORD": database.password.get_secret_value(),
        f"{role}_DATABASE_NAME": database.name,
    }


@pytest.fixture
def check(
    cleared: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Check:
    """Return a function that runs the command with some variables and returns exit code and output."""

    def run(*options: str, **variables: str) -> tuple[int, str]:
        defaults = {"ENV_FILE": os.devnull, "DATA_DIR": str(tmp_path), **variables_of("TARGET", cleared)}
        for name, value in (defaults | variables).items():
            monkeypatch.setenv(name, value)
        code = main(list(options))
        told = capsys.readouterr()
        assert ("", 1) == (told.err, len(told.out.splitlines()))
        return code, told.out

    return run


def ended(database: Database, hours_ago: float, **row: Any) -> None:
    """Log a run that ended some hours ago, by default well."""
    moment = datetime.now(UTC) - timedelta(hours=hours_ago)
    with transaction(database) as connection:
        log_start(connection, f"run {hours_ago}", {"timestamp": moment})
        log_end(connection, f"run {hours_ago}", READ | {"timestamp": moment} | row)


def test_a_pipeline_that_ran_lately_is_healthy(check: Check, cleared: Database) -> None:
    """What matters is how long ago it was; a monitor gets the same as an object."""
    ended(cleared, 3)
    code, line = check()
    assert 0 == code
    assert line.startswith("Healthy: last run: ended well at 20")
    assert "3.0 hours ago" in line
    code, text = check("--json")
    told = json.loads(text)
    assert (0, True) == (code, told["healthy"])
    assert {"database", "last run", "checks"} >= {one["about"] for one in told["findings"]}


def test_a_run_that_is_too_old_is_not(check: Check, cleared: Database) -> None:
    """By default after 26 hours; an option says otherwise."""
    ended(cleared, 27)
    assert (1, True) == _told(check(), "27.0 hours ago, and 26 at most are allowed")
    assert (0, True) == _told(check("--hours", "28"), "Healthy")


@pytest.mark.parametrize(
    ("row", "is_well"),
    [
        ({"status": "deferred", "error_class": "BudgetSpent"}, True),  # what was read is loaded
        ({"status": "deferred", "error_class": "AnotherRunError"}, False),  # it stepped aside and read nothing
        ({"requests": {"by_endpoint": {}}}, False),  # it only rebuilt marts
        ({"status": "fail"}, False),
        ({"status": "fail", "requests": None, "error_class": "Killed"}, False),
    ],
)
def test_only_a_run_that_reads_and_loads_ends_well(
    row: dict[str, Any], is_well: bool, check: Check, cleared: Database
) -> None:
    """So a schedule whose runs all fail, or all step aside, is noticed."""
    ended(cleared, 1, **row)
    assert (0 if is_well else 1, not is_well) == _told(check(), "none has ever ended well")


def test_a_failure_since_is_told(check: Check, cleared: Database) -> None:
    """Not yet as a problem: the next run may do."""
    ended(cleared, 3)
    ended(cleared, 1, status="fail", logs="Spotify refuses\x1b[31m\nmore")
    code, line = check()
    assert 0 == code
    assert "failed: Spotify refuses\ufffd[31m" in line


def test_where_nothing_has_run_that_is_said(check: Check, database: Database) -> None:
    """A database that exists and holds nothing of ours."""
    assert (1, True) == _told(check(**variables_of("TARGET", database)), "nothing has ever run here")


def test_a_run_that_never_ends_is_noticed(check: Check, cleared: Database) -> None:
    """After a day: it hangs, or was killed and no other came since."""
    ended(cleared, 3)
    execute(cleared, "insert into etl.open_runs values ('short', 1, 'h', now() - interval '23 hours')")
    assert 0 == check()[0]
    execute(cleared, "insert into etl.open_runs values ('long', 7, 'h', now() - interval '25 hours')")
    code, line = check()
    assert (1, True, False) == (code, "open runs: long (process 7 of h) has not ended" in line, "short" in line)


FOUND = """
insert into etl.check_results values
    (now() - interval '2 days', 'old', 'r', 'fail', 'failed', 1, '[]', '', 0, now() - interval '2 days'),
    (now(), 'old', 'r', 'fail', 'passed', 0, '[]', '', 0, now()),
    (now(), 'plays_have_tracks', 'r', '{severity}', 'failed', 1, '[]', '', 0, '2026-11-01')
"""


@pytest.mark.parametrize(("severity", "code"), [("fail", 1), ("warn", 0)])
def test_checks_that_failed_in_the_last_build_are_told(
    severity: str, code: int, check: Check, cleared: Database
) -> None:
    """One that keeps the marts of the day before is a problem; one that passes by now is none."""
    ended(cleared, 3)
    execute(cleared, FOUND.format(severity=severity))
    found, line = check()
    told = "checks: plays_have_tracks has failed since 2026-11-01 00:00 UTC" in line
    assert (code, True, False) == (found, told, "old" in line)


@pytest.mark.parametrize(
    ("days_ago", "code", "said"),
    [(100, 0, "Healthy: last run"), (160, 0, "age of the sign-in: The sign-in at Spotify ends on"), (300, 1, "ended")],
)
def test_a_sign_in_that_ends_is_told(days_ago: int, code: int, said: str, check: Check, cleared: Database) -> None:
    """From thirty days before; it is a problem when the runs are about to fail. Spotify is not asked."""
    ended(cleared, 3)
    day = (datetime.now(UTC) - timedelta(days=days_ago)).date().isoformat()
    assert (code, True) == _told(check(SPOTIFY_AUTHORISED_AT=day, **APP), said)


def test_a_pause_that_spotify_wants_is_told(check: Check, cleared: Database) -> None:
    """It is nothing to wake anybody for: runs end as deferred until then."""
    ended(cleared, 3)
    with transaction(cleared) as connection:
        request_limits.reserve(connection, "an-app", "albums", slots=1, calls=1, per_second=1, per_day=10)
        request_limits.block(connection, "an-app", 7200, "QUOTA_EXCEEDED")
    today = datetime.now(UTC).date().isoformat()
    code, line = check(SPOTIFY_AUTHORISED_AT=today, **APP)
    assert (0, True) == (code, "quota: nothing may be asked before 20" in line)


def test_databases_that_do_not_answer_are_a_problem(check: Check, cleared: Database) -> None:
    """Each is named, without its password; what the others know is told all the same."""
    ended(cleared, 3, databases={"source": "127.0.0.1:9/spotify"})
    nowhere = Database("127.0.0.1", 9, "somebody", "spotify", SecretStr("a-password"))
    logging = variables_of("LOGGING", cleared)
    code, line = check(**logging, **variables_of("SOURCE", nowhere))
    assert (1, True) == (code, "database: " in line)
    assert "127.0.0.1:9" in line.replace(" port ", ":")
    assert "a-password" not in line
    _, text = check("--json", **logging, **variables_of("SOURCE", nowhere))
    assert "ended well" in text


def test_a_log_that_serves_several_is_asked_for_this_one(check: Check, cleared: Database, migrated: Database) -> None:
    """By its SOURCE: another pipeline's run says nothing of ours."""
    logging = variables_of("LOGGING", migrated)
    ended(migrated, 1, databases={"source": "elsewhere:5432/spotify"})
    assert (1, True) == _told(check(**logging), "none has ever ended well")
    ended(migrated, 2, databases={"source": f"{cleared.host}:{cleared.port}/{cleared.name}"})
    assert (0, True) == _told(check(**logging), "2.0 hours ago")


def test_an_embedded_postgres_is_asked_and_never_started(check: Check, tmp_path: Path) -> None:
    """It runs as long as a run does."""
    without = {"TARGET_SERVER_NAME": "", "TARGET_DB_USERNAME": ""}
    assert (1, True) == _told(check(**without), "is not running")
    assert [] == list(tmp_path.iterdir())
    with embedded(tmp_path):
        assert (1, True) == _told(check(**without), "nothing has ever run here")
    assert (1, True) == _told(check(**without), "is not running")


def test_a_mistake_in_the_settings_is_a_problem(check: Check) -> None:
    """In the same one line."""
    assert (1, True) == _told(check(TARGET_PORT="x"), "Unhealthy: settings: TARGET_PORT: ")


def _told(answer: tuple[int, str], text: str) -> tuple[int, bool]:
    """Return the exit code, and whether the line holds a text."""
    code, line = answer
    return code, text in line
