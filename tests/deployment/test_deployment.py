"""`make deploy` as a person uses it, and what it makes: on a bare server, run by a process worker in this checkout."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from prefect.blocks.notifications import CustomWebhookNotificationBlock, SendgridEmail
from prefect.blocks.system import Secret
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.deployment import main
from tasks.deployment.blocks import notification_block
from tasks.deployment.file import ROOT, chosen
from tasks.deployment.variables import VARIABLES
from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tests.flows.conftest import World, environment

# Two of the small world's playlists and no library: what is asked is the selection's alone.
SELECTED = {"playlists": ["Germany=37i9dQZEVXbJiZcmkrIHGU", "Japan=37i9dQZEVXbKXQ4mDTEBXq"], "library": False}

LOADED = """
select (select count(*) from spotify.playlists), (select array_agg(distinct label order by label)
from marts.playlist_artist_ranking)
"""

# What moves by itself, or with every deployment.
MOVING = ("id", "created", "updated", "last_polled", "work_queue_id", "version_id", "version_info", "status")

pytestmark = pytest.mark.heavy  # Prefect's command takes ten seconds each time

Everything = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def api(prefect_server: None) -> httpx.Client:
    """The API of the server."""
    return httpx.Client(base_url=f"{PREFECT_API_URL.value()}/", timeout=60)


@pytest.fixture(scope="module")
def deployed(api: httpx.Client) -> None:
    """Everything made, on a server that had nothing."""
    assert 0 == main([])


def named(api: httpx.Client, flow: str, name: str) -> dict[str, Any]:
    """Return a deployment."""
    found: dict[str, Any] = api.get(f"deployments/name/{flow}/{name}").raise_for_status().json()
    return found


def everything(api: httpx.Client) -> Everything:
    """Return what make deploy has made, without what moves."""
    nouns = ("work_pools", "variables", "deployments", "automations", "block_types")
    listed = {noun: api.post(f"{noun}/filter", json={}).raise_for_status().json() for noun in nouns}
    return {noun: sorted(map(_still, listed[noun]), key=lambda one: str(one["name"])) for noun in nouns}


def _still(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _still(one) for name, one in value.items() if name not in MOVING}
    return [_still(one) for one in value] if isinstance(value, list) else value


def test_a_second_time_changes_nothing(api: httpx.Client, deployed: None) -> None:
    """Nothing is made twice, and what an operator has decided stays: schedules, pauses, variables, automations."""
    library, catalogue = (named(api, "spotify-etl", name) for name in ("library", "catalogue"))
    api.patch(f"deployments/{library['id']}/schedules/{library['schedules'][0]['id']}", json={"active": True})
    api.post(f"deployments/{catalogue['id']}/pause_deployment")
    api.patch("variables/name/spotify_playlists", json={"value": ["Germany=37i9dQZEVXbJiZcmkrIHGU"]})
    (late,) = [one for one in api.post("automations/filter", json={}).json() if one["name"].endswith("is late")]
    api.patch(f"automations/{late['id']}", json={"enabled": False})
    assert 0 == main([])  # so that the playlists are in the parameters
    before = everything(api)
    assert 0 == main([])
    assert before == everything(api)
    library, catalogue = (named(api, "spotify-etl", name) for name in ("library", "catalogue"))
    assert (True, True) == (library["schedules"][0]["active"], catalogue["paused"])
    assert ["Germany=37i9dQZEVXbJiZcmkrIHGU"] == catalogue["parameters"]["run"]["playlists"]
    (late,) = [one for one in before["automations"] if one["name"].endswith("is late")]
    assert (False, [{"type": "do-nothing"}]) == (late["enabled"], late["actions"])


def test_everything_is_made_on_a_bare_server(api: httpx.Client, deployed: None) -> None:
    """One pool, the variables, the deployments with their limits and sleeping schedules."""
    made = everything(api)
    assert ["local"] == [one["name"] for one in made["work_pools"] if one["type"] != "ecs"]
    assert sorted(VARIABLES) == [one["name"] for one in made["variables"]]
    assert {one["name"] for one in chosen(with_ecs=False)} <= {one["name"] for one in made["deployments"]}
    limits = {one["name"]: one["concurrency_options"] for one in made["deployments"]}
    strategies = [limits[name]["collision_strategy"] for name in ("library", "full-refresh")]
    assert (["CANCEL_NEW", "ENQUEUE"], None) == (strategies, limits["shard"])
    types = {one["slug"] for one in made["block_types"]}
    assert {"sqlalchemy-connector", "aws-secret", "s3-bucket", "aws-credentials"} <= types


def test_the_form_explains_every_field(api: httpx.Client, deployed: None) -> None:
    """What the UI draws it from has a description for each."""
    (run,) = named(api, "spotify-etl", "library")["parameter_openapi_schema"]["definitions"].values()
    assert [] == [name for name, field in run["properties"].items() if not field.get("description")]
    marts = named(api, "rebuild-marts", "transform")["parameter_openapi_schema"]["properties"]
    assert [] == [name for name, field in marts.items() if not field.get("description")]


@pytest.mark.parametrize(
    ("run", "complaint"),
    [
        ({"mode": "fast"}, "'fast' is not one of ['incremental', 'full']"),
        ({"playlist": []}, "'playlist' was unexpected"),
        ({"plan": "perhaps"}, "'perhaps' is not of type 'boolean'"),
    ],
)
def test_a_bad_parameter_is_refused_before_there_is_a_run(
    api: httpx.Client, deployed: None, run: dict[str, Any], complaint: str
) -> None:
    """The API answers with a sentence that names the field."""
    library = named(api, "spotify-etl", "library")
    answer = api.post(f"deployments/{library['id']}/create_flow_run", json={"parameters": {"run": run}})
    assert (409, True) == (answer.status_code, complaint in answer.text)


def test_a_deployment_of_an_earlier_version_is_named(
    api: httpx.Client, deployed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would go on running what nobody looks after; with the command that deletes it, and not those of others."""
    flow = named(api, "spotify-etl", "library")["flow_id"]
    made = [
        api.post("deployments/", json={"name": name, "flow_id": flow, "tags": tags}).raise_for_status().json()["id"]
        for name, tags in (("daily", ["spotify"]), ("somebody-elses", ["other"]))
    ]
    capsys.readouterr()
    assert 0 == main([])
    notes = [line for line in capsys.readouterr().out.replace("\n  ", " ").splitlines() if line.startswith("Note:")]
    assert [True] == ["no deployment daily any more" in note for note in notes]
    assert f"prefect deployment delete {made[0]}" in notes[0]
    assert 200 == api.get(f"deployments/{made[0]}").status_code, "nothing is deleted"
    for one in made:
        api.delete(f"deployments/{one}").raise_for_status()


def test_whom_to_tell_is_remembered(api: httpx.Client, deployed: None) -> None:
    """Once named, the block is that of every automation, until another is named."""
    block = CustomWebhookNotificationBlock(name="hook", url="http://127.0.0.1:9/hook")
    block_id = str(block.save("alerts", overwrite=True))
    assert [0, 0] == [main(["--notify", "custom-webhook/alerts"]), main([])]
    actions = [action for one in everything(api)["automations"] for action in one["actions"]]
    sent = [one["block_document_id"] for one in actions if one["type"] == "send-notification"]
    assert ([block_id] * 7, ["change-flow-run-state"]) == (
        sent,
        [one["type"] for one in actions if one["type"] != "send-notification"],
    )
    api.patch("variables/name/spotify_notify", json={"value": ""})


def test_mail_can_be_named(api: httpx.Client, deployed: None) -> None:
    """Prefect sends it through Sendgrid; only a name is looked at here, and nobody is written to."""
    mail = SendgridEmail(api_key="hush", sender_email="etl@example.org", to_emails=["somebody@example.org"])
    block_id = mail.save("mail", overwrite=True)
    with get_client(sync_client=True) as client:
        block = notification_block(client, "sendgrid-email/mail")
    assert block is not None
    assert block_id == block.id


@pytest.mark.parametrize("block", ["slack-webhook/nobody", "nothing", "secret/token"])
def test_a_block_that_cannot_notify_is_a_sentence(
    api: httpx.Client, deployed: None, block: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is deployed."""
    Secret(value="geheim").save("token", overwrite=True)
    assert 1 == main(["--notify", block])
    printed = capsys.readouterr()
    assert (1, True, "") == (len(printed.err.splitlines()), f'"{block}"' in printed.err, printed.out)


def test_a_variable_that_prefect_cannot_use_is_a_sentence(
    api: httpx.Client, deployed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """A playlist where a list belongs is refused by the schema of the form."""
    kept = api.get("variables/name/spotify_artists").json()["value"]
    api.patch("variables/name/spotify_artists", json={"value": "06HL4z0CvFAxyc27GXpf02"})
    assert 1 == main([])
    api.patch("variables/name/spotify_artists", json={"value": kept})
    printed = capsys.readouterr().err
    assert (1, True) == (len(printed.splitlines()), "is not of type 'array'" in printed)


def test_ecs_wants_what_ci_knows(
    api: httpx.Client, deployed: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without image and version, or without a pool and the outputs that make one, nothing is deployed there."""
    for name in ("ETL_IMAGE", "ETL_VERSION"):
        monkeypatch.delenv(name, raising=False)
    assert 1 == main(["--ecs"])
    assert "needs ETL_IMAGE and ETL_VERSION" in capsys.readouterr().err
    monkeypatch.setenv("ETL_IMAGE", "etl:1")
    monkeypatch.setenv("ETL_VERSION", "1")
    assert 1 == main(["--ecs"])
    assert "There is no work pool spotify-ecs yet" in capsys.readouterr().err


@pytest.mark.parametrize(("url", "complaint"), [("", "is not set"), ("http://127.0.0.1:1/api", "does not answer")])
def test_no_server_is_a_sentence(url: str, complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback, and nothing is started."""
    with temporary_settings({PREFECT_API_URL: url or None}):
        assert 1 == main([])
    printed = capsys.readouterr().err
    assert (1, True) == (len(printed.splitlines()), complaint in printed)


def test_a_process_worker_runs_what_is_deployed(
    api: httpx.Client, deployed: None, world: World, migrated: Database, tmp_path: Path
) -> None:
    """A run with parameters of its own ends as completed, its rows are loaded; the next rebuilds the marts."""
    asked = [
        api.post(f"deployments/{named(api, flow, name)['id']}/create_flow_run", json={"parameters": given}).json()["id"]
        for flow, name, given in (
            ("spotify-etl", "listening", {"run": SELECTED}),
            ("rebuild-marts", "transform", {}),
        )
    ]
    with world() as sandbox:
        work(environment(sandbox, migrated, tmp_path), tmp_path)
    states = [api.get(f"flow_runs/{one}").json()["state"] for one in asked]
    assert ["COMPLETED", "COMPLETED"] == [state["type"] for state in states], states
    assert ("rows written" in states[0]["message"], "marts are rebuilt" in states[1]["message"]) == (True, True)
    with connect(migrated) as connection:
        assert (2, ["Germany", "Japan"]) == connection.execute(LOADED).fetchone()


def work(variables: dict[str, str], home: Path) -> None:
    """Let a worker do what there is to do."""
    own = {"PREFECT_API_URL": str(PREFECT_API_URL.value()), "PREFECT_HOME": str(home), "PWD": str(ROOT)}
    command = [sys.executable, "-m", "prefect", "--no-prompt", "worker", "start", "--pool", "local", "--run-once"]
    subprocess.run(
        command, cwd=ROOT, env=os.environ | own | variables, check=True, capture_output=True, text=True, timeout=300
    )
