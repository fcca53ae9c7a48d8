"""Automations: what is watched stands in deploy/automations, whom to tell is a block that an operator names.

Without one they only note in the event feed that they have fired; actions given in the UI stay. Every message ends with
the section of the runbook that says what to do.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import BlockDocument
from prefect.events.actions import ActionTypes, CallWebhook, DoNothing, SendNotification
from prefect.events.schemas.automations import Automation, AutomationCore
from pydantic import BaseModel, ConfigDict

from tasks.deployment.blocks import WEBHOOK
from tasks.deployment.file import ROOT

FOLDER = ROOT / "deploy/automations"

RUNBOOK = "docs/operations.md"

PREFIX = "spotify-etl: "
"""How the names of our automations begin; what follows is a heading of the runbook."""


class Watch(BaseModel):
    """One file: a trigger as Prefect's documentation describes it, and the text that is sent, or other actions."""

    model_config = ConfigDict(extra="forbid")

    name: str
    description: str
    trigger: dict[str, Any]
    subject: str = ""
    body: str = ""
    actions: list[dict[str, Any]] = []

    @property
    def section(self) -> str:
        """The heading in the runbook."""
        return self.name.removeprefix(PREFIX).capitalize()

    @property
    def text(self) -> str:
        """What is sent: what has happened, and where it stands what to do."""
        return f'{self.body.rstrip()}\nWhat to do: {RUNBOOK}, "{self.section}".'


def read_watch(path: Path) -> Watch:
    """Return what a file says."""
    return Watch(**yaml.safe_load(path.read_text(encoding="utf-8")))


def ensure_automations(client: SyncPrefectClient, block: BlockDocument | None) -> str:
    """Make every automation or bring it up to date, and return a sentence."""
    done = [_ensure(client, read_watch(path), block) for path in sorted(FOLDER.glob("*.yaml"))]
    return f"automations: {len(done)}, {sum(done)} of them made"


def _ensure(client: SyncPrefectClient, watch: Watch, block: BlockDocument | None) -> bool:
    known = client.read_automations_by_name(watch.name)
    wanted = automation(watch, block, known[0] if known else None)
    if known:
        client.update_automation(known[0].id, wanted)
    else:
        client.create_automation(wanted)
    return not known


def automation(watch: Watch, block: BlockDocument | None, known: Automation | None) -> AutomationCore:
    """Return what the server shall have: the file's, and what an operator has decided there."""
    return AutomationCore.model_validate(
        {
            "name": watch.name,
            "description": watch.description,
            "tags": ["spotify"],
            "enabled": known.enabled if known else True,
            "trigger": watch.trigger,
            "actions": watch.actions or _told(watch, block, known),
        }
    )


def _told(watch: Watch, block: BlockDocument | None, known: Automation | None) -> Sequence[ActionTypes]:
    if block is None:
        return known.actions if known else [DoNothing()]
    if block.block_type and block.block_type.slug == WEBHOOK:
        return [CallWebhook(block_document_id=block.id, payload=f"{watch.subject}\n\n{watch.text}")]
    return [SendNotification(block_document_id=block.id, subject=watch.subject, body=watch.text)]
