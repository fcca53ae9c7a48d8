"""Events that an automation of Prefect can alert on; whether one is heard never decides how a run ends."""

from typing import Any

from prefect.events import emit_event
from prefect.logging import get_logger


def tell(event: str, about: str, **payload: Any) -> None:
    """Emit `spotify-etl.<event>` about a resource such as `endpoint/audio-features`."""
    try:
        emit_event(
            event=f"spotify-etl.{event}", resource={"prefect.resource.id": f"spotify-etl.{about}"}, payload=payload
        )
    except Exception as error:  # noqa: BLE001 - whatever it is, the rows matter more
        get_logger("spotify-etl").warning("The event %s could not be emitted: %s", event, error)
