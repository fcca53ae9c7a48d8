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
NAMED = set(re.findall(r'Completed\(name="(\w+)"', CODE))
"""What our own runs call an end that is well."""

STATES = {f"prefect.flow-run.{name}" for name in ("Failed", "Crashed", "Late", "Completed", "Cancelled", *NAMED)}
STATES |= {"prefect.flow-run.heartbeat"}


@each
def test_a_trigger_has_no_key_that_prefect_ignores(path: Path) -> None:
    """A misspelt key would make a trigger that fires at everything, or never."""
    watch = read_watch(path)
    assert set(watch.trigger) <= set(EventTrigger.model_fields)
    EventTrigger.model_validate(watch.trigger)


@each
def test_what_is_watched_happens(path: Path) -> None:
    """Each event is a state of runs, or one that the code emits."""
    trigger = read_watch(path).trigger
    for event in [*trigger["expect"], *trigger.get("after", [])]:
        assert event in STATES or f'"{event.removeprefix("spotify-etl.")}"' in CODE


@each
def test_the_text_uses_what_the_event_has(path: Path) -> None:
    """Each word of the payload is one that the code puts there."""
    watch = read_watch(path)
    for word in re.findall(r"event\.payload\.(\w+)", watch.subject + watch.body):
        assert re.search(rf"\b{word}=", CODE), word
    assert isinstance(Environment(autoescape=True).parse(watch.subject + watch.body), nodes.Template)


@each
def test_somebody_is_told_or_something_is_done(path: Path) -> None:
    """A text of a file, or actions as Prefect knows them."""
    watch = read_watch(path)
    assert bool(watch.actions) != bool(watch.subject and watch.body)
    assert watch.actions == [
        one.model_dump(mode="json", include=set(given))
        for one, given in zip(automation(watch, None, None).actions, watch.actions or [], strict=False)
    ]


def test_every_flow_that_is_deployed_is_watched() -> None:
    """By its name, which the triggers know a run by; how a shard ends is told by the run that has started it."""
    entrypoints = {one["entrypoint"].partition(":")[0] for one in contents()["deployments"]}
    deployed = {re.findall(r'@flow\(name="([^"]+)"', (ROOT / file).read_text())[0] for file in entrypoints}
    for path in FILES:
        for related in read_watch(path).trigger.get("match_related", [])[1:]:
            ends = {"read-shard"} if path.stem.startswith(("failed", "crashed")) else set()
            assert deployed - ends == set(related["prefect.resource.name"])


def test_no_end_is_taken_for_silence() -> None:
    """Whatever a state is called: Skipped, Deferred, Planned."""
    expected = set(read_watch(FOLDER / "silent-run.yaml").trigger["expect"])
    assert {"Deferred", "Skipped", "Planned"} <= NAMED
    assert {f"prefect.flow-run.{name}" for name in ("Completed", "Failed", "Crashed", "Cancelled", *NAMED)} <= expected


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
