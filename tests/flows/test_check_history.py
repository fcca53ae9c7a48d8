"""What a run leaves of its checks: rows of etl.check_results, and the artifact with their history."""

import json
from typing import Any

import httpx
import pytest
from prefect.settings import PREFECT_API_URL

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tests.flows.conftest import Etl, World
from tests.flows.rows import execute, scalar

SMALL: dict[str, Any] = {
    "playlists": ["Germany=37i9dQZEVXbJiZcmkrIHGU"],
    "artists": [],
    "library": False,
    "transform": True,
}

LATEST = """
    select r.status, r.severity, r.run_id, r.sample from etl.check_results as r
    where r.check_name = %s order by r.built_at desc limit 1
"""

FAILS, WARNS = "popularity_is_between_0_and_100", "durations_are_plausible"

# Neither is asked for again: a day that is long gone, and a track that no playlist has.
ODD_STATS = """
    insert into spotify.artist_stats (artist_id, observed_on, popularity)
    select min(artist_id), '2020-01-01', 101 from spotify.artists
"""
ODD_TRACK = """
    insert into spotify.tracks (track_id, name, duration_ms, album_id)
    select 'AAAAAAAAAAAAAAAAAAAAAA', '{}', -1, min(album_id) from spotify.albums
"""


def artifact() -> list[dict[str, Any]]:
    """Return the rows of the artifact of the last run."""
    answer = httpx.get(f"{PREFECT_API_URL.value()}/artifacts/checks/latest", timeout=60)
    rows: list[dict[str, Any]] = json.loads(answer.raise_for_status().json()["data"])
    return rows


def latest(database: Database, check: str) -> tuple[Any, ...]:
    """Return what the last build found."""
    with connect(database) as connection:
        (row,) = connection.execute(LATEST, [check]).fetchall()
    return tuple(row)


def test_a_run_shows_what_its_checks_found_and_what_they_found_before(
    world: World, etl: Etl, migrated: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where one keeps the old marts; the sample of a secret is masked."""
    with world() as sandbox:
        assert etl(sandbox, **SMALL).is_completed()
        assert {"passed"} == {row["result"] for row in artifact()}
        secret = migrated.password.get_secret_value() or "Hush-in-a-name"
        execute(migrated, ODD_STATS)
        execute(migrated, ODD_TRACK.format(secret))
        state = etl(sandbox, variables={"LOGGING_PASSWORD": secret}, **SMALL)
    assert state.is_failed()
    cells = ("check", "result", "before", "failed in the last 30 builds")
    found = [(FAILS, "failed", "passed", "1 of 2"), (WARNS, "warned", "passed", "1 of 2")]
    assert found == [tuple(row[name] for name in cells) for row in artifact() if row["result"] != "passed"]
    assert found[0][0] == artifact()[0]["check"]
    status, severity, run_id, sample = latest(migrated, WARNS)
    assert ("failed", "warn", "********") == (status, severity, sample[0]["name"])
    logged = 'select run_id from etl.pipeline_logs order by "timestamp" desc limit 1'
    assert run_id == scalar(migrated, logged)
    assert f"Check {FAILS} failed: 1 row" in capsys.readouterr().out
    assert 0 == scalar(migrated, "select count(*) from marts.track_features where duration_ms < 0")
