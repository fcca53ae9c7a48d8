"""Episodes by id."""

from collections.abc import Mapping
from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.availability import market_of
from tasks.sandbox.ids import known, several
from tasks.sandbox.objects.episodes import episode
from tasks.sandbox.podcasts import Episode, playable
from tasks.sandbox.routing import Route


def _shelf(ask: Ask) -> Mapping[str, Episode]:
    """Return the episodes that exist for the one who asks: none without a market, none of days to come."""
    return playable(ask.world.catalogue, ask.world.date) if market_of(ask) else {}


def _json(ask: Ask, episode_id: str) -> Any:
    return ask.mode.trim(episode(ask, episode_id))


def one(ask: Ask) -> Any:
    """GET episodes/{id}."""
    return _json(ask, known(ask, _shelf(ask)))


def many(ask: Ask) -> Any:
    """GET episodes?ids=, at most 50."""
    return {"episodes": several(ask, 50, _shelf(ask), _json)}


ROUTES = [Route("episodes/{id}", one), Route("episodes", many, is_removed=True)]
