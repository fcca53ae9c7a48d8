"""LOG_FORMAT=json: whatever a run prints is one object a line, which says of which run it is, and holds no secret."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL

from flows.main import spotify_etl
from tasks.logs import SETTINGS
from tasks.postgres.database import Database
from tasks.sandbox import Sandbox
from tests.flows.conftest import SELECTION, World, environment

ROOT = Path(__file__).resolve().parents[2]

MAIN = [sys.executable, "flows/main.py", "--no-transform", "--no-library", f"--playlists={SELECTION['playlists'][0]}"]

PARAMETERS = {"run": {"playlists": SELECTION["playlists"][:1], "library": False, "transform": False}}

Lines = list[dict[str, Any]]


def surroundings(sandbox: Sandbox, database: Database, data_dir: Path, **further: str) -> dict[str, str]:
    """Return the variables of a container whose output is collected."""
    server = {"PREFECT_API_URL": str(PREFECT_API_URL.value()), "PREFECT_HOME": str(data_dir / "prefect")}
    return os.environ | environment(sandbox, database, data_dir) | server | {"LOG_FORMAT": "json"} | further


def printed(command: list[str], variables: dict[str, str]) -> tuple[int, Lines, str]:
    """Run a program and return its exit code, every line of its stdout and stderr, and all of it as it was."""
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in [*done.stdout.splitlines(), *done.stderr.splitlines()]]
    return done.returncode, lines, done.stdout + done.stderr


def test_a_run_prints_lines_of_json(prefect_server: None, world: World, migrated: Database, tmp_path: Path) -> None:
    """What is told to people, what Prefect logs, and the table at the end with its rows."""
    with world() as sandbox:
        code, lines, text = printed(MAIN, surroundings(sandbox, migrated, tmp_path))
    assert 0 == code, text[-500:]
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines)
    assert all(line["time"].endswith("+00:00") for line in lines)
    (finished,) = (one for one in lines if one["message"].startswith("Finished") and "rows written" in one["message"])
    (told,) = (one for one in lines if one["message"].startswith("Success: "))
    assert ("prefect.flow_runs", "spotify-etl") == (finished["logger"], told["logger"])
    assert (finished["flow_run_id"], "spotify-etl") == (told["flow_run_id"], told["flow_name"])
    (table,) = (one for one in lines if one["message"] == "What changed")
    assert {"playlists", "tracks"} <= {row["table"] for row in table["rows"]}
    loads = [one for one in lines if one.get("task_name") == "load"]
    assert loads
    assert all(one["task_run_id"] and one["task_run_name"] and one["flow_run_id"] for one in loads)


@pytest.mark.heavy  # Prefect starts two processes for it
def test_a_run_that_prefect_starts_prints_lines_of_json(
    prefect_server: None, world: World, migrated: Database, tmp_path: Path
) -> None:
    """As a container on ECS does, whose first program is Prefect's."""
    execute = [str(Path(sys.executable).with_name("prefect")), "flow-run", "execute", deployed_run()]
    with world() as sandbox:
        variables = surroundings(sandbox, migrated, tmp_path, PREFECT_LOGGING_SETTINGS_PATH=str(SETTINGS))
        code, lines, text = printed(execute, variables)
        assert 0 == code, text[-500:]
        assert [] == [secret for secret in secrets_of(sandbox, migrated) if secret in text]
    assert {"prefect.flow_runs", "prefect.task_runs", "spotify-etl"} <= {line["logger"] for line in lines}
    assert {execute[-1]} == {line["flow_run_id"] for line in lines if line.get("flow_name") == "spotify-etl"}


@pytest.mark.heavy
def test_without_its_settings_prefect_s_own_first_lines_alone_are_text(
    prefect_server: None, world: World, migrated: Database, tmp_path: Path
) -> None:
    """From the moment that the flow is loaded all is JSON, so that LOG_FORMAT alone does for most."""
    execute = [str(Path(sys.executable).with_name("prefect")), "flow-run", "execute", deployed_run()]
    with world() as sandbox:
        done = subprocess.run(
            execute, env=surroundings(sandbox, migrated, tmp_path), capture_output=True, text=True, check=False
        )
    text = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("{")]
    assert all("prefect.flow_runs.runner" in line or "Flow run" in line for line in text), text
    assert "Success: " in done.stdout


@pytest.mark.heavy
def test_a_mistake_of_a_deployed_run_has_no_traceback(
    prefect_server: None, world: World, migrated: Database, tmp_path: Path
) -> None:
    """Prefect would log one of its own, of no use to anybody, behind the sentence."""
    execute = [str(Path(sys.executable).with_name("prefect")), "flow-run", "execute", deployed_run()]
    with world() as sandbox:
        variables = surroundings(sandbox, migrated, tmp_path, LOG_FORMAT="", TARGET_PORT="x")
        done = subprocess.run(execute, env=variables, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    assert ("TARGET_PORT: " in told, "Traceback" in told) == (True, False), told


def deployed_run() -> str:
    """Return the id of a run of a deployment whose code is here."""
    with get_client(sync_client=True) as client:
        flow_id = client.create_flow(spotify_etl)
        pull = [{"prefect.deployments.steps.set_working_directory": {"directory": str(ROOT)}}]
        deployment = client.create_deployment(
            flow_id, "here", entrypoint="flows/main.py:spotify_etl", pull_steps=pull, enforce_parameter_schema=False
        )
        return str(client.create_flow_run_from_deployment(deployment, parameters=PARAMETERS).id)


def secrets_of(sandbox: Sandbox, database: Database) -> list[str]:
    """Return what must not be printed."""
    return [sandbox.client_secret, sandbox.refresh_token, database.password.get_secret_value()]


def test_a_mistake_is_a_line_of_json(prefect_server: None, world: World, migrated: Database, tmp_path: Path) -> None:
    """With its sentence, on stderr, and the exit code that it has anyhow."""
    with world() as sandbox:
        variables = surroundings(sandbox, migrated, tmp_path, TARGET_PORT="x")
        code, (line,), _ = printed(MAIN, variables)
    assert (1, "ERROR") == (code, line["level"])
    assert line["message"].startswith("Error: TARGET_PORT: ")


RAISES = """
import logging, threading, warnings
from tasks import logs
logs.begin()
warnings.warn("https://me:{password}@host is odd")
thread = threading.Thread(target=lambda: 1 / 0)
thread.start()
thread.join()
raise RuntimeError("two\\nlines, ?access_token=hush&so=on")
"""


def test_what_nobody_caught_is_a_line_of_json() -> None:
    """With its traceback inside the record; a warning and a thread's error, too. Secrets in addresses are masked."""
    code, lines, text = printed([sys.executable, "-c", RAISES], dict(os.environ))
    assert (1, ["CRITICAL", "CRITICAL", "WARNING"]) == (code, sorted(line["level"] for line in lines))
    assert ["hush" in text, "{password}" in text] == [False, False]
    raised = next(line for line in lines if "two" in line["message"])
    assert "two\nlines" in raised["message"]
    assert "Traceback (most recent call last)" in raised["exception"]
