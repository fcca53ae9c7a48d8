"""Where Spotify is."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.availability import COUNTRIES
from tasks.sandbox.routing import Route


def everywhere(ask: Ask) -> Any:  # noqa: ARG001 - one signature for all endpoints
    """GET markets."""
    return {"markets": list(COUNTRIES)}


ROUTES = [Route("markets", everywhere, is_removed=True)]
