"""What is watched is told: on a real server with all its services, to a real receiver.

Each message is read as by somebody who was just woken: what has happened, to what, where to look, what to do.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from prefect.blocks.notifications import CustomWebhookNotificationBlock
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import get_client
from prefect.events import emit_event
from prefect.settings import PREFECT_API_URL

from flows.deployment import main
from tasks.deployment.automations import FOLDER, automation, read_watch
from tasks.deployment.file import ROOT
from tasks.postgres.database import Database
from tests.deployment.receiver import Receiver, receiver
from tests.flows.conftest import World, environment
from tests.flows.prefect_server import temporary_server

pytestmark = pytest.mark.heavy  # a server of its own, and Prefect's command takes ten seconds each time

UI = "http://prefect.example"

HEARTBEAT = "prefect.flow-run.heartbeat"

LISTENING = "spotify-etl/listening"

# All services, at once what else takes a minute.
SERVICES = {
    "PREFECT_UI_URL": UI,
    "PREFECT_SERVER_SERVICES_LATE_RUNS_LOOP_SECONDS": "1",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS": "2",
}


@pytest.fixture(scope="module")
def watched(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Receiver]:
    """Everything deployed, with a plain webhook for whoever is to be told."""
    cache = pytestconfig.cache.mkdir("prefect")
    with (
        receiver() as hears,
        temporary_server(tmp_path_factory.mktemp("watched"), cache, "--no-ui", **SERVICES),
    ):
        Webhook(url=hears.url).save("plain")
        assert 0 == main(["--notify", "webhook/plain"])
        yield hears


@pytest.fixture(scope="module")
def api(watched: Receiver) -> httpx.Client:
    """The API of that server."""
    return httpx.Client(base_url=f"{PREFECT_API_URL.value()}/", timeout=60)


def made(api: httpx.Client, name: str = "spotify-etl/library", **given: Any) -> dict[str, Any]:
    """Return a new run of a deployment, due at once."""
    deployment = api.get(f"deployments/name/{name}").raise_for_status().json()["id"]
    asked = api.post(f"deployments/{deployment}/create_flow_run", json=given)
    found: dict[str, Any] = asked.raise_for_status().json()
    return found


def put(api: httpx.Client, run: dict[str, Any], kind: str, name: str, message: str) -> None:
    """Let a run be in this state."""
    state = {"type": kind, "name": name, "message": message}
    api.post(f"flow_runs/{run['id']}/set_state", json={"state": state, "force": True}).raise_for_status()


def is_clear(message: str, file: str, *words: str) -> bool:
    """Tell whether a message says all this and what to do, without a hole where a template found nothing."""
    holes = [hole for hole in ("None", "{{", "}}", "{%", "Undefined") if hole in message]
    missing = [word for word in (*words, read_watch(FOLDER / f"{file}.yaml").section) if word not in message]
    assert ([], []) == (holes, missing), message
    return True


def test_a_run_that_nobody_takes_up_is_told(api: httpx.Client, watched: Receiver) -> None:
    """When it was due, of which deployment, and which pool wants a worker."""
    run = made(api, "rebuild-marts/transform")
    message = watched.until("transform: a run is late")
    assert is_clear(message, "late-run", "pool local", run["name"], f"{UI}/runs/flow-run/{run['id']}")


@pytest.mark.parametrize(
    ("file", "kind", "message"),
    [
        ("failed-run", "FAILED", "The password of Postgres is wrong"),
        ("failed-checks", "FAILED", "The rows are loaded, but the marts stay as they were: plays_have_known_tracks"),
        ("crashed-run", "CRASHED", "Flow run infrastructure exited with non-zero status code 137."),
    ],
)
def test_a_run_that_ends_badly_is_told(
    api: httpx.Client, watched: Receiver, file: str, kind: str, message: str
) -> None:
    """Once, with its last words, by the automation for its end."""
    run = made(api)
    put(api, run, kind, kind.capitalize(), message)
    sent = watched.until(message)
    assert is_clear(sent, file, "library: ", f"{UI}/runs/flow-run/{run['id']}")


@pytest.mark.parametrize(
    ("file", "about", "payload", "words"),
    [
        (
            "capability-changed",
            "endpoint/audio-features",
            {"endpoint": "audio-features", "before": "available", "status": "unavailable", "http_code": 403},
            ["audio-features was available and is unavailable (HTTP 403)"],
        ),
        (
            "field-vanished",
            "field/tracks/popularity",
            {"endpoint": "tracks", "path": "popularity", "last_filled": "2026-11-01"},
            ["popularity of tracks was last filled on 2026-11-01"],
        ),
        (
            "token-expiring",
            "token.anna",
            {"listener": "anna", "days_left": 13, "message": "The sign-in of anna ends in 13 days: make login"},
            ["sign-in of anna ends in 13 days"],
        ),
    ],
)
def test_what_a_run_has_noticed_is_told(
    watched: Receiver, file: str, about: str, payload: dict[str, Any], words: list[str]
) -> None:
    """As the run says it."""
    (event,) = read_watch(FOLDER / f"{file}.yaml").trigger["expect"]
    emit_event(event, resource={"prefect.resource.id": f"spotify-etl.{about}"}, payload=payload)
    assert is_clear(watched.until(words[0]), file, *words)


def test_another_block_is_told_as_well(api: httpx.Client, watched: Receiver) -> None:
    """A notification block gets subject and body, as a plain webhook gets one text."""
    block = CustomWebhookNotificationBlock(
        name="hook", url=watched.url, json_data={"s": "{{subject}}", "b": "{{body}}"}
    )
    block.save("custom")
    assert 0 == main(["--notify", "custom-webhook/custom"])
    put(api, made(api), "CRASHED", "Crashed", "The machine is gone")
    assert is_clear(watched.until("The machine is gone"), "crashed-run", "library: a run has crashed")


def test_a_run_that_is_killed_is_marked_and_told(
    api: httpx.Client, watched: Receiver, world: World, migrated: Database, tmp_path: Path
) -> None:
    """Nobody but its heartbeat could say so; one that has ended in its own way is left alone."""
    hasten()
    with world() as sandbox:
        variables = environment(sandbox, migrated, tmp_path) | {"SPOTIFY_REQUESTS_PER_SECOND": "0.1"}
        killed, deferred, overtaken = made(api), made(api, LISTENING), made(api, LISTENING)
        beat(api, deferred)
        put(api, deferred, "COMPLETED", "Deferred", "The budget is spent")
        put(api, overtaken, "COMPLETED", "Completed", "Nothing has changed")
        beat(api, overtaken)  # a heartbeat may arrive after the end
        kill_when_alive(api, killed, variables)
        message = watched.until("No sign of life")
    assert is_clear(message, "crashed-run", "library: a run has crashed", f"{UI}/runs/flow-run/{killed['id']}")
    ends = [api.get(f"flow_runs/{one['id']}").json()["state"]["name"] for one in (killed, deferred, overtaken)]
    assert ["Crashed", "Deferred", "Completed"] == ends


def hasten() -> None:
    """Let ten seconds of silence be enough: a run in health would send its next heartbeat after thirty at the least."""
    watch = read_watch(FOLDER / "silent-run.yaml")
    with get_client(sync_client=True) as client:
        (known,) = client.read_automations_by_name(watch.name)
        watch.trigger["within"] = 10
        client.update_automation(known.id, automation(watch, None, known))


def beat(api: httpx.Client, run: dict[str, Any]) -> None:
    """Send the heartbeat of a run as Prefect does."""
    related = [
        {"prefect.resource.id": f"prefect.flow.{run['flow_id']}", "prefect.resource.role": "flow"},
        {"prefect.resource.id": f"prefect.deployment.{run['deployment_id']}", "prefect.resource.role": "deployment"},
    ]
    related[0]["prefect.resource.name"] = "spotify-etl"
    emit_event(HEARTBEAT, resource={"prefect.resource.id": f"prefect.flow-run.{run['id']}"}, related=related)


def kill_when_alive(api: httpx.Client, run: dict[str, Any], variables: dict[str, str]) -> None:
    """Run it in a process as a worker does, and kill that as soon as it has sent a heartbeat."""
    command = [sys.executable, "-m", "prefect", "flow-run", "execute", run["id"]]
    own = os.environ | variables | {"PREFECT_API_URL": str(PREFECT_API_URL.value())}
    with subprocess.Popen(command, cwd=ROOT, env=own, start_new_session=True, stdout=subprocess.DEVNULL) as process:
        while not heartbeats(api, run):
            assert process.poll() is None, "the run has ended by itself"
            time.sleep(0.2)
        os.killpg(process.pid, signal.SIGKILL)


def heartbeats(api: httpx.Client, run: dict[str, Any]) -> int:
    """Return how many heartbeats of a run the server has heard."""
    resource = {"id": [f"prefect.flow-run.{run['id']}"]}
    asked = api.post("events/filter", json={"filter": {"event": {"name": [HEARTBEAT]}, "resource": resource}})
    return int(asked.raise_for_status().json()["total"])
