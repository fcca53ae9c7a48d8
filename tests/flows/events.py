"""Events as the Prefect server has recorded them."""

import time
from typing import Any

from prefect.client.orchestration import get_client


def events(name: str, about: str = "") -> list[dict[str, Any]]:
    """Return the events of a name (and of a resource) that have reached the server, waiting for the first."""
    give_up = time.monotonic() + 20
    resource = {"resource": {"id": [about]}} if about else {}
    with get_client(sync_client=True) as client:
        while time.monotonic() < give_up:
            asked = {"filter": {"event": {"name": [name]}, **resource}}
            if found := client._client.post("/events/filter", json=asked).json()["events"]:
                return list(found)
            time.sleep(0.1)
    return []
