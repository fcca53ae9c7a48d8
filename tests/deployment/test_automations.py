"""deploy/automations as written: against Prefect's schema, which ignores what it does not know, and the code."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from prefect.events.actions import DoNothing
from prefect.events.schemas.automations import Automation, AutomationCore, EventTrigger

from tasks.deployment.automations import FOLDER, automation, read_watch
from tasks.deployment.file import ROOT, contents

FILES = sorted(FOLDER.glob("*.yaml"))

each = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)

CODE = "\n".join(path.read_text() for folder in ("flows", "tasks") for path in (ROOT / folder).glob("*.py"))

# Our own are found in the code; of Prefect's own these are the names of states.
STATES = {"prefect.flow-run.Failed", "prefect.flow-run.Crashed", "prefect.flow-run.Late"}


@each
def test_a_trigger_has_no_key_that_prefect_ignores(path: Path) -> None:
    """A misspelt key would make a trigger that fires at everything, or never."""
    watch = read_watch(path)
    assert set(watch.trigger) <= set(EventTrigger.model_fields)
    EventTrigger.model_validate(watch.trigger)


@each
def test_what_is_watched_happens(path: Path) -> None:
    """Each event is a state of runs, or one that the code emits."""
    for event in read_watch(path).trigger["expect"]:
        assert event in STATES or f'"{event.removeprefix("spotify-etl.")}"' in CODE


@each
def test_the_text_uses_what_the_event_has(path: Path) -> None:
    """Each word of the payload is one that the code puts there."""
    watch = read_watch(path)
    for word in re.findall(r"event\.payload\.(\w+)", watch.subject + watch.body):
        assert re.search(rf"\b{word}=", CODE), word
    assert isinstance(Environment(autoescape=True).parse(watch.subject + watch.body), nodes.Template)


def test_every_flow_that_is_deployed_is_watched() -> None:
    """By its name, which the triggers know a run by."""
    entrypoints = {one["entrypoint"].partition(":")[0] for one in contents()["deployments"]}
    deployed = {re.findall(r'@flow\(name="([^"]+)"', (ROOT / file).read_text())[0] for file in entrypoints}
    for path in FILES:
        for related in read_watch(path).trigger.get("match_related", [])[1:]:
            assert deployed == set(related["prefect.resource.name"])


def test_failed_checks_are_told_apart_by_the_sentence_of_the_run() -> None:
    """Both flows say it so."""
    phrase = read_watch(FOLDER / "failed-checks.yaml").trigger["match"]["prefect.state-message"].strip("*")
    other = read_watch(FOLDER / "failed-run.yaml").trigger["match"]["prefect.state-message"]
    assert f"!*{phrase}*" == other
    assert [True, True] == [phrase in (ROOT / "flows" / file).read_text() for file in ("conclusion.py", "marts.py")]


def test_without_a_block_what_was_decided_on_the_server_stays() -> None:
    """An automation that is switched off stays off, with the actions it has."""
    watch = read_watch(FILES[0])
    made = automation(watch, None, None)
    assert (True, [DoNothing()]) == (made.enabled, made.actions)
    known = Automation.model_validate(
        made.model_dump() | {"id": "0f0f0f0f-0000-4000-8000-000000000000", "enabled": False, "actions": []}
    )
    again: AutomationCore = automation(watch, None, known)
    assert (False, []) == (again.enabled, again.actions)
