"""What stands in etl.pipeline_logs after a run: what it was told, what it did, and no secret."""

from typing import Any

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tests.conftest import copied
from tests.flows.conftest import Etl, World
from tests.flows.rows import scalar
from tests.flows.test_two_runs import names

SMALL: dict[str, Any] = {"playlists": ["Germany=37i9dQZEVXbJiZcmkrIHGU"], "artists": [], "library": False}
REBUILT = SMALL | {"transform": True}

# Where a secret has a setting, and where somebody has put one that has none.
SECRETS = {
    "SOURCE_DB_PASSWORD": "Hush-1-of-source",
    "LOGGING_PASSWORD": "Hush-2-of-logging",
    "SPOTIFY_REDIRECT_URI": "https://me:Hush-3-in-a-url@127.0.0.1:8888/callback?client_secret=Hush-4-in-a-query",
}

EVERYTHING = """select string_agg(to_jsonb(l)::text, '' order by "timestamp") from etl.pipeline_logs as l"""

LAST = """
    select to_jsonb(l) from etl.pipeline_logs as l
    where status = %s order by "timestamp" desc limit 1
"""


def logged(database: Database, status: str) -> dict[str, Any]:
    """Return the last row of this status."""
    with connect(database) as connection:
        (row,) = connection.execute(LAST, [status]).fetchall()
    found: dict[str, Any] = row[0]
    return found


def test_no_secret_stands_in_the_log(world: World, etl: Etl, migrated: Database) -> None:
    """Neither as a setting nor as a label or a term that somebody searched for; that there is one, is told."""
    with world() as sandbox:
        own = {
            "SPOTIFY_CLIENT_SECRET": sandbox.client_secret,
            "SPOTIFY_REFRESH_TOKEN": sandbox.refresh_token,
            "TARGET_DB_PASSWORD": migrated.password.get_secret_value(),
        }
        label = f"{SECRETS['SOURCE_DB_PASSWORD']}=37i9dQZEVXbJiZcmkrIHGU"
        search = [f"track={secret}" for secret in (own["SPOTIFY_CLIENT_SECRET"], SECRETS["LOGGING_PASSWORD"])]
        state = etl(sandbox, variables=SECRETS, **REBUILT | {"playlists": [label], "search": search})
    assert state.is_completed(), state.message
    everything = str(scalar(migrated, EVERYTHING))
    values = [secret for secret in own.values() if secret] + ["Hush-"]
    assert [] == [secret for secret in values if secret in everything]
    settings = logged(migrated, "success")["config"]["settings"]
    names = [*(name for name, secret in own.items() if secret), "SOURCE_DB_PASSWORD", "LOGGING_PASSWORD"]
    assert {"********"} == {settings[name] for name in names}
    assert "https://********@127.0.0.1:8888/callback?client_secret=********" == settings["SPOTIFY_REDIRECT_URI"]


def test_the_log_says_what_the_run_was_told(world: World, etl: Etl, migrated: Database) -> None:
    """Its parameters, the app, the address of the API, pace and budget, and the databases; the same when it ends."""
    with world() as sandbox:
        etl(sandbox, **SMALL)
        app = {"client_id": sandbox.client_id, "api_url": sandbox.api_url}
    where = f"{migrated.host}:{migrated.port}/{migrated.name}"
    config = logged(migrated, "start")["config"]
    told = app | {"requests_per_second": 10000, "max_requests": 100000, "mode": "incremental", "library": False}
    assert told == {name: config[name] for name in told}
    assert dict.fromkeys(("source", "target", "logging"), where) == config["databases"]
    assert config == logged(migrated, "success")["config"]
    assert {"source": where, "target": where} == logged(migrated, "success")["databases"]


def test_the_log_says_what_the_run_did(
    world: World, etl: Etl, migrated: Database, server: Database, template: Database
) -> None:
    """Rows by table, all accounted for; what was moved; requests by endpoint; how far was read before and after."""
    with world() as sandbox, copied(server, template.name) as source:
        state = etl(sandbox, variables=names(source, "SOURCE") | names(migrated, "LOGGING"), **REBUILT)
        assert state.is_completed(), state.message
        first = logged(migrated, "success")
        etl(sandbox, variables=names(source, "SOURCE") | names(migrated, "LOGGING"), **REBUILT)
    row = logged(migrated, "success")
    assert row["run_id"] == row["flow_run_id"]
    parts = ("inserted", "updated", "unchanged", "rejected")
    assert [] == [name for name, one in row["tables"].items() if one["read"] != sum(one[part] for part in parts)]
    assert first["tables"]["tracks"]["inserted"] == first["extracts"]["spotify.tracks"]["inserted"] > 0
    assert row["requests"]["by_endpoint"]
    assert 0 == row["waited_seconds"]
    before, after = row["watermarks"]["before"], row["watermarks"]["after"]
    assert before["clock"] <= after["clock"]
    assert 1 == after["resources"]["playlists"]["count"]
    assert len(str(row["watermarks"])) < 10_000
    with connect(migrated) as connection:
        runs = connection.execute("select rows_written, requests > 0, status from etl.pipeline_runs").fetchall()
    assert [(0, True, "success"), (True, True, "success")] == [(runs[0]), (runs[1][0] > 0, *runs[1][1:])]
